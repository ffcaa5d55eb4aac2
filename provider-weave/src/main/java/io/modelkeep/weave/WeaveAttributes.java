package io.modelkeep.weave;

/** What this service says of a model or version beyond the fields that all providers share. */
public final class WeaveAttributes {

    /** The digest of a model's newest version. */
    public static final String LATEST_DIGEST = "latestDigest";

    /** The number of a model's newest version, from 0. */
    public static final String LATEST_NUMBER = "latestNumber";

    /** When a model's newest version was created. */
    public static final String LATEST_CREATED_AT = "latestCreatedAt";

    /** The class that was published, such as {@code MyModel}. */
    public static final String CLASS = "class";

    /** The id of the W&amp;B user who published it. */
    public static final String USER = "user";

    private WeaveAttributes() {}
}
