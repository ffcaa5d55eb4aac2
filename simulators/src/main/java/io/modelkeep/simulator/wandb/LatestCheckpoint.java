package io.modelkeep.simulator.wandb;

/**
 * What happens to a request that would delete the latest checkpoint of a model, the one with the highest step.
 *
 * <p>The service does not document any protection, and none that is absent.
 */
public enum LatestCheckpoint {
    /** It is deleted like any other. */
    DELETABLE,
    /** It stays, is reported among the steps not found, and the others are deleted. */
    KEPT,
    /** 409, and nothing is deleted. */
    CONFLICT
}
