package io.modelkeep;

import io.modelkeep.errors.UnsupportedCapabilityException;

/**
 * A feature that some providers support and others do not.
 *
 * <p>An operation whose capability the provider does not declare throws {@link UnsupportedCapabilityException} before
 * any request. Check capabilities at startup with {@link ModelkeepClient#require(Capability...)}.
 */
public enum Capability {
    /** {@link ModelStore#create(ModelSpec)}. */
    MODEL_CREATE("model create"),
    /** {@link ModelStore#get(ModelId)}. */
    MODEL_GET("model get"),
    /** {@link ModelStore#list(PageRequest)}. */
    MODEL_LIST("model list"),
    /** {@link ModelStore#listByName(String, PageRequest)}. */
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
    /** {@link CheckpointStore#list(RunId, Order, PageRequest)}. */
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

    /** Returns the capability in words, such as {@code checkpoint delete}. */
    public String label() {
        return label;
    }
}
