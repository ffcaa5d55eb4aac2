package io.modelkeep.retention;

import java.util.Locale;

/** Which values of a metric are the better ones. */
public enum Goal {

    /** The higher ones, as of a reward. */
    MAX,

    /** The lower ones, as of a loss. */
    MIN;

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
