/** The deletion of items by one request each, with the complete reads that settle their outcomes. */
@NullMarked
package io.modelkeep.http.delete;

import org.jspecify.annotations.NullMarked;
