package io.modelkeep;

/** The treatment of models and versions that are still in use. */
public enum DeleteMode {
    /** Refuses a model or version that serves or may serve production, or that an alias names. */
    SAFE,
    /**
     * Deletes the model or version with everything that belongs to it, even if it serves production or an alias names
     * it.
     */
    FORCE
}
