package io.modelkeep.retention.policy;

import java.util.Locale;

/** What becomes of an item without the metric that a rule ranks by, or with one that is no finite number. */
public enum MissingMetric {

    /** It is kept: nobody knows how good it is. The default. */
    KEEP,

    /** The plan is refused. */
    FAIL,

    /** It ranks below all that have the metric. */
    WORST;

    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
