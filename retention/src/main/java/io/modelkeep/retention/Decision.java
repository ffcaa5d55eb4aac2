package io.modelkeep.retention;

import java.util.List;
import java.util.Objects;

/**
 * What is to become of one item, and why.
 *
 * <p>Reasons are the rules in their written form, without the names of {@code keep}, {@code keep-if-present} and {@code
 * protect}, or one of the
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

    /** Reason: the policy keeps it by a name that need not be there. */
    public static final String KEEP_IF_PRESENT = "keep-if-present";

    /** Reason: its state says that it is still being written, built or started. */
    public static final String BEING_WRITTEN = "still being written";

    /** Reason: the provider reports states, and the state of this item is unknown. */
    public static final String STATE_UNKNOWN = "state unknown";

    /** Reason: it serves production or another environment. */
    public static final String LIVE = "serves production";

    /** Reason: the provider reports whether versions serve, and not for this one. */
    public static final String LIVENESS_UNKNOWN = "liveness unknown";

    /** The beginning of the reason of a version that an alias names; the alias follows. */
    public static final String ALIAS = "alias ";

    /** Reason: the provider reports aliases and tags, and not for this item. */
    public static final String ALIASES_UNKNOWN = "aliases unknown";

    /** Reason: the service defines which version is the latest, and does not say whether it is this one. */
    public static final String LATEST_UNKNOWN = "latest unknown";

    /** Reason: it was created more than five minutes after the plan, by the clock of the planner. */
    public static final String FUTURE = "created in the future";

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
