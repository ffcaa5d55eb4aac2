/** What the author of a provider implements and uses; a user of the library needs nothing from here. */
@NullMarked
package io.modelkeep.spi;

import org.jspecify.annotations.NullMarked;
