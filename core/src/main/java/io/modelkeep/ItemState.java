package io.modelkeep;

/**
 * What a service's own word for the state of a checkpoint or version means for decisions. The word itself stays in
 * {@link Checkpoint#state()} and {@link ModelVersion#state()}.
 */
public enum ItemState {
    /** It is complete and can be used. */
    READY,
    /** It is being written, built, started or changed. */
    IN_PROGRESS,
    /** It could not be completed, and will not be. */
    FAILED,
    /** The service reports nothing, or a word that the provider does not know. */
    UNKNOWN
}
