/** Retention policies and their rules. */
@NullMarked
package io.modelkeep.retention.policy;

import org.jspecify.annotations.NullMarked;
