package io.modelkeep;

import io.modelkeep.errors.UnsupportedCapabilityException;

/**
 * Something a provider may be able to do and another may not.
 *
 * <p>What a store declares is what it does: an undeclared operation is refused with
 * {@link UnsupportedCapabilityException} before any request. Check at start-up with
 * {@link ModelkeepClient#require(Capability...)}.
 */
public enum Capability {
    /** {@link ModelStore#create(ModelSpec)}. */
    MODEL_CREATE("model create"),
    /** {@link ModelStore#get(ModelId)}. */
    MODEL_GET("model get"),
    /** {@link ModelStore#list(PageRequest)}. */
    MODEL_LIST("model list"),
    /** {@link PageRequest#name()} of a model list: only the models of exactly that name. */
    MODEL_NAME_FILTER("model name filter"),
    /** {@link ModelStore#delete(ModelId)}. */
    MODEL_DELETE("model delete"),
    /** {@link ModelStore#listVersions(ModelId, PageRequest)}. */
    VERSION_LIST("version list"),
    /** {@link ModelStore#deleteVersions(ModelId, java.util.Collection)}. */
    VERSION_DELETE("version delete"),
    /** {@link CheckpointStore#listRuns(PageRequest)}. */
    RUN_LIST("run list"),
    /** {@link CheckpointStore#list(RunId, PageRequest)}. */
    CHECKPOINT_LIST("checkpoint list"),
    /** {@link PageRequest#order()} of a checkpoint list, by step. */
    CHECKPOINT_ORDER("checkpoint order"),
    /** {@link CheckpointStore#delete(RunId, java.util.Collection)}. */
    CHECKPOINT_DELETE("checkpoint delete"),
    /** The expected revisions of {@link CheckpointStore#delete(RunId, java.util.Collection, java.util.Map)}. */
    CHECKPOINT_REVISION("checkpoint revision"),
    /** {@link CheckpointStore#listFiles} and {@link CheckpointStore#download}. */
    CHECKPOINT_FILES("checkpoint files");

    private final String label;

    Capability(String label) {
        this.label = label;
    }

    /** The capability in words, such as {@code checkpoint delete}. */
    public String label() {
        return label;
    }
}
