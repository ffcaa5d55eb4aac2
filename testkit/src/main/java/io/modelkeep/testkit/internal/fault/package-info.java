/** The fault matrix: rows of faults, and trials of each operation. */
@NullMarked
package io.modelkeep.testkit.internal.fault;

import org.jspecify.annotations.NullMarked;
