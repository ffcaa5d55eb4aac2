package io.modelkeep.weave;

/** The names of the attributes that this provider reports for models and versions, beyond the shared fields. */
public final class WeaveAttributes {

    /** The digest of the version that {@code latest} denotes. For a model just created, that of the created version. */
    public static final String LATEST_DIGEST = "latestDigest";

    /** The number of a model's latest version, from 0, which is not always the highest number. */
    public static final String LATEST_NUMBER = "latestNumber";

    /** The creation time of a model's latest version. */
    public static final String LATEST_CREATED_AT = "latestCreatedAt";

    /** The published class, such as {@code MyModel}. */
    public static final String CLASS = "class";

    /** The id of the W&amp;B user who published the version. */
    public static final String USER = "user";

    private WeaveAttributes() {}
}
