/** The clauses of the store and configuration contracts. */
@NullMarked
package io.modelkeep.testkit.internal.clause;

import org.jspecify.annotations.NullMarked;
