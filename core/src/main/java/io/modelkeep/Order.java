package io.modelkeep;

/** The order of a list of checkpoints, by step. */
public enum Order {
    ASCENDING,
    DESCENDING
}
