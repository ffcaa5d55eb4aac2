/**
 * One API to list, keep and safely delete models and checkpoints on hosted services.
 *
 * <p>Start at {@link io.modelkeep.ModelkeepClient#open(java.util.Map)}. A {@link io.modelkeep.ModelStore} holds models and their
 * versions, a {@link io.modelkeep.CheckpointStore} the checkpoints of trainings. What a deletion did stands in a
 * {@link io.modelkeep.DeleteReport}; every failure is a {@link io.modelkeep.errors.StoreException}.
 */
@NullMarked
package io.modelkeep;

import org.jspecify.annotations.NullMarked;
