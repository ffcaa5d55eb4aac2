package io.modelkeep.retention.policy;

import java.util.Locale;

/** The treatment of an item that lacks the metric of a ranking rule, or whose value is not a finite number. */
public enum MissingMetric {

    /** The item is kept, because its quality is unknown. This is the default. */
    KEEP,

    /** The plan is refused. */
    FAIL,

    /** The item ranks below all items that have the metric. */
    WORST;

    /** Returns the treatment as it is written in a policy. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
