/** The HTML report of a plan and its execution. */
@NullMarked
package io.modelkeep.retention.report;

import org.jspecify.annotations.NullMarked;
