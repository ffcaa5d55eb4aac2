package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one item that a plan deletes. Immutable. */
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

    static ItemResult of(String id, DeleteOutcome outcome, @Nullable StoreException cause) {
        return new ItemResult(id, outcome, cause, false);
    }

    /** What the record of an earlier run says; nothing was sent for it now. */
    static ItemResult earlier(String id, DeleteOutcome outcome) {
        return new ItemResult(id, outcome, null, true);
    }

    /** The item's id. */
    public String id() {
        return id;
    }

    /** What became of it. */
    public DeleteOutcome outcome() {
        return outcome;
    }

    /** Why, where a store said so. */
    public Optional<StoreException> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether the audit of an earlier run said so, and nothing was sent for it now. */
    public boolean earlier() {
        return earlier;
    }

    /** {@code {"id", "outcome", "earlier"?, "cause"?}}, as plain values. */
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
