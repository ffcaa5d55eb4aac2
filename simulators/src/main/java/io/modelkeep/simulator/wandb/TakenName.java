package io.modelkeep.simulator.wandb;

/**
 * What creating a model answers when the project has one of that name and the existing one was not asked for.
 *
 * <p>The service documents names as unique within a project, and not what a second creation answers.
 */
public enum TakenName {
    /** 409. */
    CONFLICT,
    /** A second model of that name; asking for the existing one then returns the first. */
    SECOND_MODEL
}
