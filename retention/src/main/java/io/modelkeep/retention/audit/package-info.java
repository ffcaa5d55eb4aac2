/** The audit log: what an execution recorded before and after each deletion. */
@NullMarked
package io.modelkeep.retention.audit;

import org.jspecify.annotations.NullMarked;
