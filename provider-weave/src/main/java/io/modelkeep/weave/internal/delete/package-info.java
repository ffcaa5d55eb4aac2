/** Deletions of versions and models, and the lists that settle them. */
@NullMarked
package io.modelkeep.weave.internal.delete;

import org.jspecify.annotations.NullMarked;
