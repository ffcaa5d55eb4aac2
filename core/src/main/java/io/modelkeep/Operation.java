package io.modelkeep;

/** An operation of a store. Errors name the operation, and so do the events that a {@link StoreListener} receives. */
public enum Operation {
    CREATE_MODEL("create model"),
    GET_MODEL("get model"),
    LIST_MODELS("list models"),
    DELETE_MODEL("delete model"),
    LIST_VERSIONS("list versions"),
    DELETE_VERSIONS("delete versions"),
    LIST_RUNS("list runs"),
    LIST_CHECKPOINTS("list checkpoints"),
    DELETE_CHECKPOINTS("delete checkpoints"),
    LIST_FILES("list checkpoint files"),
    DOWNLOAD_CHECKPOINT("download checkpoint");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** Returns the operation in words, such as {@code list checkpoints}. */
    public String label() {
        return label;
    }
}
