package io.modelkeep;

/** How far a deletion may go where something still uses what it deletes. */
public enum DeleteMode {
    /**
     * Refuses a model or version that serves production, that may serve it, or that an alias names.
     */
    SAFE,
    /** Deletes it with everything that belongs to it, also while it serves production or an alias names it. */
    FORCE
}
