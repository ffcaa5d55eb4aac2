package io.modelkeep;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The report of a bulk deletion: exactly one result for every requested id, in the requested order. Immutable.
 *
 * @param <I> the type of id
 */
public final class DeleteReport<I extends Id> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String provider;

    /** Holds a list created by {@code List.copyOf}, which is serializable. */
    @SuppressWarnings("serial")
    private final List<DeleteResult<I>> results;

    private final @Nullable StoreException abortCause;

    private DeleteReport(String provider, List<DeleteResult<I>> results, @Nullable StoreException abortCause) {
        this.provider = provider;
        this.results = results;
        this.abortCause = abortCause;
    }

    /**
     * Creates a collector for the results of a deletion. Providers call this before the first request. An id given
     * twice counts once.
     *
     * @throws InvalidRequestException an id is null
     */
    public static <I extends Id> Collector<I> collect(String provider, Collection<I> asked) {
        return new Collector<>(provider, asked);
    }

    /** Returns the name of the provider that received the request. */
    public String provider() {
        return provider;
    }

    /** Returns one result for every distinct id, in the requested order. The list is unmodifiable. */
    public List<DeleteResult<I>> results() {
        return results;
    }

    /**
     * Returns the failure that stopped the deletion before every id was tried. Examples are a rejected key, a missing
     * parent, too many deletions, a deadline, an interrupt, and a closed client. The value is empty if every id was
     * tried.
     */
    public Optional<StoreException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /**
     * Returns the failure that requires an immediate check of the service. An answer counted or named something other
     * than the request, so more may be deleted than was requested. The value is empty if no answer reports this.
     */
    public Optional<ScopeExceededException> alarm() {
        return abortCause instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** Returns the number of ids for each outcome. Outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Integer> summary() {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Reports whether every id is absent and the service does not report deleting more than was requested. */
    public boolean complete() {
        if (alarm().isPresent()) {
            return false;
        }
        for (DeleteResult<I> result : results) {
            if (!result.outcome().isAbsent()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns this report if it is {@link #complete()}.
     *
     * @throws IncompleteDeletionException some id is not known to be absent, or the service reports deleting more
     *     than was requested. In the second case, {@link ScopeExceededException} is the cause. The exception holds
     *     this report
     */
    public DeleteReport<I> orThrow() {
        if (!complete()) {
            throw new IncompleteDeletionException(this);
        }
        return this;
    }

    /**
     * Returns the {@link #abortCause()} or, without one, the cause of the first result whose id is not known to be
     * absent.
     */
    public Optional<StoreException> firstCause() {
        return abortCause()
                .or(() -> results.stream()
                        .filter(result -> !result.outcome().isAbsent())
                        .flatMap(result -> result.cause().stream())
                        .findFirst());
    }

    /** Returns the report as plain values: {@code {"provider", "results", "summary", "stoppedBy"?}}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("provider", provider);
        map.put("results", results.stream().map(DeleteResult::toMap).toList());
        Map<String, Object> counts = new LinkedHashMap<>();
        summary().forEach((outcome, count) -> counts.put(outcome.name(), count));
        map.put("summary", counts);
        abortCause().ifPresent(why -> map.put("stoppedBy", why.toMap()));
        return map;
    }

    @Override
    public String toString() {
        return "DeleteReport[" + provider + ", " + summary()
                + abortCause().map(why -> ", stopped by " + why).orElse("") + "]";
    }

    /**
     * The results of a deletion while it runs. Thread-safe.
     *
     * @param <I> the type of id
     */
    public static final class Collector<I extends Id> {

        private final String provider;
        private final Set<I> asked;
        private final Map<I, DeleteResult<I>> results = new ConcurrentHashMap<>();
        private final AtomicReference<@Nullable StoreException> abortCause = new AtomicReference<>();

        private Collector(String provider, Collection<I> asked) {
            this.provider = provider;
            this.asked = new LinkedHashSet<>(asked);
            if (this.asked.contains(null)) {
                throw new InvalidRequestException(
                        ErrorDetails.of("an id to delete is null").provider(provider));
            }
        }

        /** Sets the result of an id. A later result replaces an earlier one. */
        public void add(DeleteResult<I> result) {
            if (!asked.contains(result.id())) {
                throw new IllegalArgumentException("a result for an id that was not asked for: " + result.id());
            }
            results.put(result.id(), result);
        }

        /**
         * Sets the reason why the remaining ids are not tried. The first reason counts, but an alarm replaces any other
         * reason.
         */
        public void stop(StoreException cause) {
            abortCause.accumulateAndGet(
                    cause,
                    (before, now) -> before == null
                                    || (now instanceof ScopeExceededException
                                            && !(before instanceof ScopeExceededException))
                            ? now
                            : before);
        }

        /** Returns the reason why the remaining ids are not tried. The value is empty until {@link #stop} is called. */
        public Optional<StoreException> abortCause() {
            return Optional.ofNullable(abortCause.get());
        }

        /** Reports whether an id has a result. */
        public boolean has(I id) {
            return results.containsKey(id);
        }

        /** Returns the report. An id without a result is {@link DeleteOutcome#NOT_ATTEMPTED}. */
        public DeleteReport<I> report() {
            StoreException cause = abortCause.get();
            List<DeleteResult<I>> inOrder = new ArrayList<>(asked.size());
            for (I id : asked) {
                DeleteResult<I> result = results.get(id);
                inOrder.add(result == null ? notAttempted(id, cause) : result);
            }
            return new DeleteReport<>(provider, List.copyOf(inOrder), cause);
        }

        private static <I extends Id> DeleteResult<I> notAttempted(I id, @Nullable StoreException cause) {
            return cause == null
                    ? DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED)
                    : DeleteResult.of(id, DeleteOutcome.NOT_ATTEMPTED, cause);
        }
    }
}
