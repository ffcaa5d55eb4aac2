/** The refusals of policies, plans and audit logs: one type for each decision of the caller. */
@NullMarked
package io.modelkeep.retention.errors;

import org.jspecify.annotations.NullMarked;
