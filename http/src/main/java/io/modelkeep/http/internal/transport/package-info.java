/** Connections, sockets, headers and bounded bodies. */
@NullMarked
package io.modelkeep.http.internal.transport;

import org.jspecify.annotations.NullMarked;
