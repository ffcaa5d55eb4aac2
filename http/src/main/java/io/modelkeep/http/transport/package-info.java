/** The transport: connections, proxies, trust stores, headers and credentials. */
@NullMarked
package io.modelkeep.http.transport;

import org.jspecify.annotations.NullMarked;
