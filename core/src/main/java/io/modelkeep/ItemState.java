package io.modelkeep;

/**
 * The meaning of a checkpoint's or version's state for decisions. The service's own word is in {@link
 * Checkpoint#state()} and {@link ModelVersion#state()}.
 */
public enum ItemState {
    /** The item is complete and can be used. */
    READY,
    /** The item is being written, built, started or changed. */
    IN_PROGRESS,
    /** The item could not be completed, and never will be. */
    FAILED,
    /** The service reports no state, or a state that the provider does not know. */
    UNKNOWN
}
