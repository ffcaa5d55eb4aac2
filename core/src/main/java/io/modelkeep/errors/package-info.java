/** The exceptions of the library: one sealed family, with one type for each decision of a caller. */
@NullMarked
package io.modelkeep.errors;

import org.jspecify.annotations.NullMarked;
