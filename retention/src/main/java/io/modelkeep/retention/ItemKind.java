package io.modelkeep.retention;

/** What a catalogue lists. */
public enum ItemKind {

    /** Checkpoints of a training. */
    CHECKPOINTS,

    /** Versions of a model. */
    VERSIONS
}
