/** Deletions by single id, deletions of models, and downloads. */
@NullMarked
package io.modelkeep.baseten.internal.delete;

import org.jspecify.annotations.NullMarked;
