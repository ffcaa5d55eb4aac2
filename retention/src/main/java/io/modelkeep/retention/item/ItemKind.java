package io.modelkeep.retention.item;

/** The kind of the items in a catalogue. */
public enum ItemKind {

    /** The checkpoints of a training run. */
    CHECKPOINTS,

    /** The versions of a model. */
    VERSIONS
}
