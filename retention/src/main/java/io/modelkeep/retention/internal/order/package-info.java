/** Items in the order that rules see, the reasons that rules give, and the selection of items by name. */
@NullMarked
package io.modelkeep.retention.internal.order;

import org.jspecify.annotations.NullMarked;
