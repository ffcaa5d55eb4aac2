package io.modelkeep;

/** The direction in which a list of checkpoints runs, by step. */
public enum Order {
    ASCENDING,
    DESCENDING
}
