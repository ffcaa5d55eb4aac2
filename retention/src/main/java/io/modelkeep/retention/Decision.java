package io.modelkeep.retention;

import java.util.List;
import java.util.Objects;

/**
 * What is to become of one item, and why.
 *
 * <p>Reasons are the rules in their written form, without the names of {@code keep} and {@code protect}, or one of the
 * constants of this class.
 *
 * @param item the item, as it was when the plan was made
 * @param reasons why it is kept, each reason once; empty where it is to be deleted
 */
public record Decision(Item item, List<String> reasons) {

    /** Reason: it is the latest, or the latest that is finished. */
    public static final String LATEST = "latest";

    /** Reason: the policy protects it by name. */
    public static final String PROTECT = "protect";

    /** Reason: the policy keeps it by name. */
    public static final String KEEP = "keep";

    /** Reason: its state says that it is not finished, or is a word that nobody knows. */
    public static final String BEING_WRITTEN = "still being written";

    /** Reason: it serves production or another environment. */
    public static final String LIVE = "serves production";

    /** Reason: the policy keeps the young ones, and its age is not known. */
    public static final String AGE_UNKNOWN = "age unknown";

    /** Reason: the policy keeps some steps, and its step is not known. */
    public static final String STEP_UNKNOWN = "step unknown";

    /** Reason: its id was listed more than once, each time as something else. */
    public static final String AMBIGUOUS = "listed more than once";

    /** What the reason of an item without a metric begins with; the metric follows. */
    public static final String MISSING_METRIC = "missing metric ";

    /** Checks that nothing is null. */
    public Decision {
        Objects.requireNonNull(item, "item");
        reasons = List.copyOf(reasons);
    }

    /** Whether it stays. */
    public boolean kept() {
        return !reasons.isEmpty();
    }
}
