package io.modelkeep.weave;

/** What this service says of a model or version beyond the fields that all providers share. */
public final class WeaveAttributes {

    /** The digest of a model's latest version, which {@code latest} means to the service; of a new model, of what was created. */
    public static final String LATEST_DIGEST = "latestDigest";

    /** The number of a model's latest version, from 0; not always the highest. */
    public static final String LATEST_NUMBER = "latestNumber";

    /** When a model's latest version was created. */
    public static final String LATEST_CREATED_AT = "latestCreatedAt";

    /** The class that was published, such as {@code MyModel}. */
    public static final String CLASS = "class";

    /** The id of the W&amp;B user who published it. */
    public static final String USER = "user";

    private WeaveAttributes() {}
}
