package io.modelkeep;

/** What a call on a store does; named in errors and in the events a {@link StoreListener} receives. */
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

    /** The operation in words, such as {@code list checkpoints}. */
    public String label() {
        return label;
    }
}
