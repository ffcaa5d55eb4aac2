/** The streams that read lists page by page, with prefetch and restarts. */
@NullMarked
package io.modelkeep.internal.paging;

import org.jspecify.annotations.NullMarked;
