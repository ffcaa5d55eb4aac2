/** Retention targets, the planner, and plans with their file format. */
@NullMarked
package io.modelkeep.retention.plan;

import org.jspecify.annotations.NullMarked;
