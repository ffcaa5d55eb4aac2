/** The kinds of lists and of bulk deletions, to which the same clauses and fault rows apply. */
@NullMarked
package io.modelkeep.testkit.internal.list;

import org.jspecify.annotations.NullMarked;
