package io.modelkeep.retention;

import java.util.Locale;

/** The direction in which the values of a metric are better. */
public enum Goal {

    /** Higher values are better, as for a reward. */
    MAX,

    /** Lower values are better, as for a loss. */
    MIN;

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
