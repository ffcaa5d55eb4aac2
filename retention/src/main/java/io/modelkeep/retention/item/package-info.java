/** The items that policies decide on, their metrics, and the decisions. */
@NullMarked
package io.modelkeep.retention.item;

import org.jspecify.annotations.NullMarked;
