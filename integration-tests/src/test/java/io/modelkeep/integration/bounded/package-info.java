/** The library in a process of 64 MiB, against a server outside it. */
@NullMarked
package io.modelkeep.integration.bounded;

import org.jspecify.annotations.NullMarked;
