/** Shared helpers of the contract tests. */
@NullMarked
package io.modelkeep.testkit.internal.support;

import org.jspecify.annotations.NullMarked;
