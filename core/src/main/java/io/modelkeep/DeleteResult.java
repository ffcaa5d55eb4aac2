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
 * The result of a deletion for one id. Immutable.
 *
 * @param <I> the type of id
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

    /** Creates a result without a cause. */
    public static <I extends Id> DeleteResult<I> of(I id, DeleteOutcome outcome) {
        return new DeleteResult<>(id, outcome, null);
    }

    /** Creates a result with the failure that explains it. */
    public static <I extends Id> DeleteResult<I> of(I id, DeleteOutcome outcome, StoreException cause) {
        return new DeleteResult<>(id, outcome, cause);
    }

    /** Returns the id, as requested. */
    public I id() {
        return id;
    }

    /** Returns the outcome. */
    public DeleteOutcome outcome() {
        return outcome;
    }

    /** Returns the failure that explains the outcome. The value is empty if the outcome needs no explanation. */
    public Optional<StoreException> cause() {
        return Optional.ofNullable(cause);
    }

    /** Returns the result as plain values: {@code {"id", "outcome", "cause"?}}. */
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
