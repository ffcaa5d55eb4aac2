package io.modelkeep.retention.item;

import java.util.List;
import java.util.Objects;

/**
 * The decision about one item: whether it is kept or deleted, and why.
 *
 * <p>A reason is a rule in its written form, or one of the constants of this class. The rules {@code keep},
 * {@code keep-if-present} and {@code protect} are given without their names.
 *
 * @param item the item, as it was when the plan was made
 * @param reasons the reasons to keep the item, without duplicates; empty if the item is deleted
 */
public record Decision(Item item, List<String> reasons) {

    /** Reason: the item is the latest one, or the latest finished one. */
    public static final String LATEST = "latest";

    /** Reason: the policy protects the item by name. */
    public static final String PROTECT = "protect";

    /** Reason: the policy keeps the item by name. */
    public static final String KEEP = "keep";

    /** Reason: the policy keeps the item by a name that need not exist. */
    public static final String KEEP_IF_PRESENT = "keep-if-present";

    /** Reason: the item is still being written, built or started, according to its state. */
    public static final String BEING_WRITTEN = "still being written";

    /** Reason: the provider reports states, but the state of this item is unknown. */
    public static final String STATE_UNKNOWN = "state unknown";

    /** Reason: the item serves production or another environment. */
    public static final String LIVE = "serves production";

    /** Reason: the provider reports whether versions serve an environment, but not for this one. */
    public static final String LIVENESS_UNKNOWN = "liveness unknown";

    /** The prefix of the reason of a version that has an alias. The alias follows. */
    public static final String ALIAS = "alias ";

    /** Reason: the provider reports aliases and tags, but not for this item. */
    public static final String ALIASES_UNKNOWN = "aliases unknown";

    /** Reason: the service defines the latest version, but does not report whether it is this one. */
    public static final String LATEST_UNKNOWN = "latest unknown";

    /** Reason: the item was created more than five minutes after the plan, according to the planner's clock. */
    public static final String FUTURE = "created in the future";

    /** Reason: the policy keeps recent items, and the age of this item is unknown. */
    public static final String AGE_UNKNOWN = "age unknown";

    /** Reason: the policy keeps certain steps, and the step of this item is unknown. */
    public static final String STEP_UNKNOWN = "step unknown";

    /** Reason: the id of the item was listed more than once, with different content. */
    public static final String AMBIGUOUS = "listed more than once";

    /** The prefix of the reason of an item without a metric. The metric follows. */
    public static final String MISSING_METRIC = "missing metric ";

    /** Creates a decision. No component may be null. */
    public Decision {
        Objects.requireNonNull(item, "item");
        reasons = List.copyOf(reasons);
    }

    /** Returns whether the item is kept. */
    public boolean kept() {
        return !reasons.isEmpty();
    }
}
