package io.modelkeep.retention.policy;

import java.util.Locale;

/** The direction in which the values of a metric are better. */
public enum MetricGoal {

    /** Higher values are better, as for a reward. */
    MAX,

    /** Lower values are better, as for a loss. */
    MIN;

    /** Returns the goal as it is written in a rule. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
