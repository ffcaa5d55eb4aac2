/** The interfaces and helpers for authors of providers. Users of the library do not need this package. */
@NullMarked
package io.modelkeep.spi;

import org.jspecify.annotations.NullMarked;
