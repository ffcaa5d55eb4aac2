package io.modelkeep.simulator.wandb;

/**
 * The answer to a request that would delete the latest checkpoint of a model, the one with the highest step.
 *
 * <p>The service documents neither that this checkpoint is protected nor that it is not.
 */
public enum LatestCheckpoint {
    /** Deletes the latest checkpoint like any other. */
    DELETABLE,
    /** Keeps the latest checkpoint, reports it among the steps not found, and deletes the others. */
    KEPT,
    /** Answers 409 and deletes nothing. */
    CONFLICT
}
