package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.errors.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of deleting one item of a plan. Immutable. */
public final class ItemResult {

    private final String id;
    private final DeleteOutcome outcome;
    private final @Nullable StoreException cause;
    private final boolean earlier;

    private ItemResult(String id, DeleteOutcome outcome, @Nullable StoreException cause, boolean earlier) {
        this.id = Objects.requireNonNull(id, "id");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.cause = cause;
        this.earlier = earlier;
    }

    /** Returns the result of an item in this run. */
    public static ItemResult of(String id, DeleteOutcome outcome, @Nullable StoreException cause) {
        return new ItemResult(id, outcome, cause, false);
    }

    /** Returns a result from the audit log of an earlier run. Nothing was sent for the item in this run. */
    public static ItemResult earlier(String id, DeleteOutcome outcome) {
        return new ItemResult(id, outcome, null, true);
    }

    /** Returns the id of the item. */
    public String id() {
        return id;
    }

    /** Returns the outcome of the deletion. */
    public DeleteOutcome outcome() {
        return outcome;
    }

    /** Returns the cause of the outcome, if the client reported one. */
    public Optional<StoreException> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * Returns whether the outcome is from the audit log of an earlier run, and nothing was sent for the item in this
     * run.
     */
    public boolean earlier() {
        return earlier;
    }

    /**
     * Returns the result as plain values, where {@code ?} marks an optional key:
     * {@code {"id", "outcome", "earlier"?, "cause"?}}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("outcome", outcome.name());
        if (earlier) {
            map.put("earlier", true);
        }
        cause().ifPresent(why -> map.put("cause", why.toMap()));
        return map;
    }

    @Override
    public String toString() {
        return id + " " + outcome
                + cause().map(why -> " (" + why.getMessage() + ")").orElse("");
    }
}
