/** The rows of the fault matrix that replace or damage answers. */
@NullMarked
package io.modelkeep.testkit.internal.row;

import org.jspecify.annotations.NullMarked;
