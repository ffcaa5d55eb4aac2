/** The contract tests that every provider runs. */
@NullMarked
package io.modelkeep.testkit.contract;

import org.jspecify.annotations.NullMarked;
