package io.modelkeep;

import io.modelkeep.errors.StoreException;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one id of a deletion. Immutable.
 *
 * @param <I> the kind of id
 */
public final class DeleteResult<I extends Id> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final I id;
    private final DeleteOutcome outcome;
    private final @Nullable StoreException cause;

    private DeleteResult(I id, DeleteOutcome outcome, @Nullable StoreException cause) {
        this.id = Objects.requireNonNull(id, "id");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.cause = cause;
    }

    /** A result that needs no explanation. */
    public static <I extends Id> DeleteResult<I> of(I id, DeleteOutcome outcome) {
        return new DeleteResult<>(id, outcome, null);
    }

    /** A result with the failure that explains it. */
    public static <I extends Id> DeleteResult<I> of(I id, DeleteOutcome outcome, StoreException cause) {
        return new DeleteResult<>(id, outcome, cause);
    }

    /** The id, as asked for. */
    public I id() {
        return id;
    }

    /** What happened. */
    public DeleteOutcome outcome() {
        return outcome;
    }

    /** Why, for all but the plain outcomes. */
    public Optional<StoreException> cause() {
        return Optional.ofNullable(cause);
    }

    /** {@code {"id", "outcome", "cause"?}}, as plain values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        map.put("outcome", outcome.name());
        cause().ifPresent(why -> map.put("cause", why.toMap()));
        return map;
    }

    @Override
    public String toString() {
        return id + " " + outcome
                + cause().map(why -> " (" + why.getMessage() + ")").orElse("");
    }
}
