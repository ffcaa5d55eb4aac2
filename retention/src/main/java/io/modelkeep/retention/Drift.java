package io.modelkeep.retention;

import io.modelkeep.ItemState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One item that is not as it was when the plan was made, so that nothing of the plan is deleted.
 *
 * <p>New items are no drift: no plan names them, and none touches them. Items to delete that are gone already are none either.
 *
 * @param kind what it is
 * @param parent the training or model it is of
 * @param id its id
 * @param change what is different
 */
public record Drift(ItemKind kind, String parent, String id, Change change) {

    /** What is different about an item. */
    public enum Change {
        /** It was saved again under the same id: another revision. */
        REVISION("was saved again"),
        /** Its step is another one. */
        STEP("has another step"),
        /** Its number is another one. */
        NUMBER("has another number"),
        /** A metric that the policy names has another value, or came or went. */
        METRICS("has other metrics"),
        /** The plan deletes it, and it has another name, by which the policy may keep it. */
        NAME("has another name"),
        /** It was created at another time: another item under the same id. */
        CREATED_AT("was created at another time"),
        /** The plan keeps it, and it is gone. */
        VANISHED("was to be kept and is gone"),
        /** The plan keeps it as something finished, and it is that no longer. */
        UNFINISHED("was to be kept as finished and is not finished now"),
        /** The plan deletes it, and it serves production or another environment now. */
        LIVE("serves production now"),
        /** The plan deletes it, and it is being written now. */
        BEING_WRITTEN("is being written now"),
        /** The plan deletes it, and it is the service's latest now. */
        LATEST("is the latest now"),
        /** The plan deletes it, and an alias names it now. */
        ALIASES("is named by an alias now"),
        /** The plan deletes it, and it has a tag more, by which the policy may keep it. */
        TAGS("has another tag"),
        /** The plan deletes it, and its state, its liveness, its aliases or whether it is the latest became unknown. */
        UNKNOWN("can no longer be checked, because the service does not report what it reported before"),
        /** An earlier run of the plan deleted it, and it is there again. */
        BACK("was deleted by this plan and is there again");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /** What makes an item another one than it was; the first of several. */
        static Optional<Change> between(Item then, Item now) {
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

        /** What makes a kept item, which was finished or not, count for nothing that others were deleted for. */
        static Optional<Change> unfinished(boolean finished, Item now) {
            return finished && !Protection.isFinished(Set.of(), now) ? Optional.of(UNFINISHED) : Optional.empty();
        }

        /** What forbids to delete an item now, or may make the policy keep it. */
        static Optional<Change> inUse(Item then, Item now) {
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

    /** Checks that nothing is null. */
    public Drift {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(change, "change");
    }

    /** {@code {"kind", "parent", "id", "change"}}, as plain values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind.name());
        map.put("parent", parent);
        map.put("id", id);
        map.put("change", change.name());
        return map;
    }

    /** Such as {@code 120 of my-model was saved again}. */
    @Override
    public String toString() {
        return id + " of " + parent + " " + change.words;
    }
}
