/** Deletions of checkpoints and models, and the lists that settle them. */
@NullMarked
package io.modelkeep.wandb.training.internal.delete;

import org.jspecify.annotations.NullMarked;
