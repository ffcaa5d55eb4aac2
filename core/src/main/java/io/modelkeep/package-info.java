/**
 * One API to list, keep and safely delete models and checkpoints on hosted services.
 *
 * <p>Start at {@link io.modelkeep.ModelkeepClient#open(java.util.Map)}. A {@link io.modelkeep.ModelStore} holds models
 * and their versions. A {@link io.modelkeep.CheckpointStore} holds the checkpoints of training runs. A {@link
 * io.modelkeep.DeleteReport} lists the outcomes of a deletion. Every failure is a {@link
 * io.modelkeep.errors.StoreException}.
 */
@NullMarked
package io.modelkeep;

import org.jspecify.annotations.NullMarked;
