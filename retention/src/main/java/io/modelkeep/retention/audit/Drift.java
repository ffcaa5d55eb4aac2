package io.modelkeep.retention.audit;

import io.modelkeep.ItemState;
import io.modelkeep.retention.internal.order.Protection;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A change of one item after the plan was made. If there is any such change, nothing of the plan is deleted.
 *
 * <p>New items are not drift, because the plan does not name them and they are not touched. Items to delete that are
 * already gone are not drift either.
 *
 * @param kind the kind of the item
 * @param parent the id of the training run or model that contains the item
 * @param id the id of the item
 * @param change the difference
 */
public record Drift(ItemKind kind, String parent, String id, Change change) {

    /** The difference between an item and its planned state. */
    public enum Change {
        /** The item was overwritten under the same id, and has another revision. */
        REVISION("was saved again"),
        /** The item has another step. */
        STEP("has another step"),
        /** The item has another number. */
        NUMBER("has another number"),
        /** A metric that the policy names has another value, was added or was removed. */
        METRICS("has other metrics"),
        /** The plan deletes the item, and it has another name, for which the policy may keep it. */
        NAME("has another name"),
        /** The item was created at another time, so it is another item under the same id. */
        CREATED_AT("was created at another time"),
        /** The plan keeps the item, and it is gone. */
        VANISHED("was to be kept and is gone"),
        /** The plan keeps the item as a finished one, and it is no longer finished. */
        UNFINISHED("was to be kept as finished and is not finished now"),
        /** The plan deletes the item, and it now serves production or another environment. */
        LIVE("serves production now"),
        /** The plan deletes the item, and it is now being written. */
        BEING_WRITTEN("is being written now"),
        /** The plan deletes the item, and it is now the service's latest. */
        LATEST("is the latest now"),
        /** The plan deletes the item, and it now has an alias. */
        ALIASES("is named by an alias now"),
        /** The plan deletes the item, and it has an additional tag, for which the policy may keep it. */
        TAGS("has another tag"),
        /**
         * The plan deletes the item, and its state, liveness, aliases, tags, or whether it is the latest became
         * unknown.
         */
        UNKNOWN("can no longer be checked, because the service does not report what it reported before"),
        /** An earlier run of the plan deleted the item, and it exists again. */
        BACK("was deleted by this plan and is there again");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /** Returns the first difference in the revision, step, number, creation time or metrics, or empty. */
        public static Optional<Change> between(Item then, Item now) {
            if (!then.revision().equals(now.revision())) {
                return Optional.of(REVISION);
            }
            if (!then.step().equals(now.step())) {
                return Optional.of(STEP);
            }
            if (!then.number().equals(now.number())) {
                return Optional.of(NUMBER);
            }
            if (!then.createdAt().equals(now.createdAt())) {
                return Optional.of(CREATED_AT);
            }
            return then.metrics().equals(now.metrics()) ? Optional.empty() : Optional.of(METRICS);
        }

        /**
         * Returns {@link #UNFINISHED} if a kept item is no longer finished. Other items may be deleted only because
         * that item is kept.
         */
        public static Optional<Change> unfinished(boolean finished, Item now) {
            return finished && !Protection.isFinished(Set.of(), now) ? Optional.of(UNFINISHED) : Optional.empty();
        }

        /** Returns the first reason not to delete an item now, or for which the policy may keep it, or empty. */
        public static Optional<Change> inUse(Item then, Item now) {
            if (now.live().orElse(false)) {
                return Optional.of(LIVE);
            }
            if (now.latest().orElse(false)) {
                return Optional.of(LATEST);
            }
            if (Protection.isAliased(now)) {
                return Optional.of(ALIASES);
            }
            if (now.itemState() == ItemState.IN_PROGRESS) {
                return Optional.of(BEING_WRITTEN);
            }
            if (becameUnknown(then, now)) {
                return Optional.of(UNKNOWN);
            }
            if (!then.tags().orElse(Set.of()).containsAll(now.tags().orElse(Set.of()))) {
                return Optional.of(TAGS);
            }
            return then.name().equals(now.name()) ? Optional.empty() : Optional.of(NAME);
        }

        private static boolean becameUnknown(Item then, Item now) {
            return (then.itemState() != ItemState.UNKNOWN && now.itemState() == ItemState.UNKNOWN)
                    || Protection.isStateUnknown(Set.of(), now)
                    || (then.live().isPresent() && now.live().isEmpty())
                    || (then.latest().isPresent() && now.latest().isEmpty())
                    || (then.aliases().isPresent() && now.aliases().isEmpty())
                    || (then.tags().isPresent() && now.tags().isEmpty());
        }
    }

    /** Creates a drift. No component may be null. */
    public Drift {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(change, "change");
    }

    /** Returns the drift as plain values: {@code {"kind", "parent", "id", "change"}}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind.name());
        map.put("parent", parent);
        map.put("id", id);
        map.put("change", change.name());
        return map;
    }

    /** Returns a description, such as {@code 120 of my-model was saved again}. */
    @Override
    public String toString() {
        return id + " of " + parent + " " + change.words;
    }
}
