/** Relays and servers that disturb the network between a client and a fixture. */
@NullMarked
package io.modelkeep.testkit.internal.network;

import org.jspecify.annotations.NullMarked;
