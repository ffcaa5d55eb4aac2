package io.modelkeep;

/**
 * A field that a service reports for its checkpoints or versions. A policy that needs an undeclared field is refused
 * before anything is read.
 *
 * <p>The service reports a declared field for its items in general. A single item may still lack the field, so its
 * accessor stays optional. Do not rely on an undeclared field, even if some items contain it. Code that needs such a
 * field must stop and not guess.
 */
public enum Field {

    /** {@link Checkpoint#step()}. */
    STEP,

    /** {@link Checkpoint#metrics()}. The training run determines which metrics exist. */
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
