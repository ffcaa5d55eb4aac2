package io.modelkeep.retention.policy;

import java.util.Locale;

/** The direction in which the values of a metric are better. */
public enum MetricGoal {

    /** Higher values are better, as for a reward. */
    MAX,

    /** Lower values are better, as for a loss. */
    MIN;

    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
