/** The exceptions that the library throws: one sealed family, with one type for each decision of a caller. */
@NullMarked
package io.modelkeep.errors;

import org.jspecify.annotations.NullMarked;
