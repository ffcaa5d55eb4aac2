/** The execution of plans. */
@NullMarked
package io.modelkeep.retention.apply;

import org.jspecify.annotations.NullMarked;
