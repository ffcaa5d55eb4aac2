package io.modelkeep.simulator.wandb;

/**
 * The answer to creating a model with a taken name, if the request does not ask for the existing model.
 *
 * <p>The service documents that names are unique within a project, but not the answer to a second creation.
 */
public enum TakenName {
    /** Answers 409. */
    CONFLICT,
    /** Creates a second model of that name. A request for the existing model then returns the first one. */
    SECOND_MODEL
}
