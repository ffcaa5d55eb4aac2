package io.modelkeep;

/**
 * What a service tells of each of its checkpoints or versions, so that a policy that needs more is refused before anything
 * is read.
 *
 * <p>A declared field is what the service gives of its items, and a single one may still lack it: its accessor stays
 * optional. A field that is not declared is nothing to count on, even where an item happens to have it: whoever needs it
 * stops, and never guesses.
 */
public enum Field {

    /** {@link Checkpoint#step()}. */
    STEP,

    /** {@link Checkpoint#metrics()}; which metrics there are is up to the training. */
    METRICS,

    /** {@link Checkpoint#createdAt()} or {@link ModelVersion#createdAt()}. */
    CREATED_AT,

    /** {@link Checkpoint#sizeBytes()}. */
    SIZE,

    /** {@link Checkpoint#itemState()} or {@link ModelVersion#itemState()}. */
    STATE,

    /** {@link ModelVersion#live()}. */
    LIVE,

    /** {@link ModelVersion#aliases()} and {@link ModelVersion#tags()}. */
    ALIASES
}
