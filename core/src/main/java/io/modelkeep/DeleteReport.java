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
 * What a bulk deletion did: exactly one result for every id asked for, in the order asked. Immutable.
 *
 * @param <I> the kind of id
 */
public final class DeleteReport<I extends Id> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String provider;

    /** Made by {@code List.copyOf}, which is serialisable. */
    @SuppressWarnings("serial")
    private final List<DeleteResult<I>> results;

    private final @Nullable StoreException abortCause;

    private DeleteReport(String provider, List<DeleteResult<I>> results, @Nullable StoreException abortCause) {
        this.provider = provider;
        this.results = results;
        this.abortCause = abortCause;
    }

    /**
     * Collects the results of a deletion; for providers, before the first request. An id given twice counts once.
     *
     * @throws InvalidRequestException an id is null
     */
    public static <I extends Id> Collector<I> collect(String provider, Collection<I> asked) {
        return new Collector<>(provider, asked);
    }

    /** The provider that was asked. */
    public String provider() {
        return provider;
    }

    /** One result for every distinct id, in the order asked; unmodifiable. */
    public List<DeleteResult<I>> results() {
        return results;
    }

    /**
     * Why the deletion stopped before all was tried: a key not accepted, a missing parent, more deleted than asked, a
     * deadline, an interrupt, a close. Empty where every id was tried.
     */
    public Optional<StoreException> abortCause() {
        return Optional.ofNullable(abortCause);
    }

    /**
     * Why the service must be looked at now: an answer counts or names something other than what was requested, so that more
     * may be gone than was requested. Empty where no answer says so.
     */
    public Optional<ScopeExceededException> alarm() {
        return abortCause instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** How many ids had each outcome; outcomes that did not occur are left out. */
    public Map<DeleteOutcome, Integer> summary() {
        Map<DeleteOutcome, Integer> counts = new EnumMap<>(DeleteOutcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Whether every id is gone, and the service does not say that it deleted more than was asked. */
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
     * This report, if every id is gone and nothing else is.
     *
     * @throws IncompleteDeletionException some id is not known to be gone, or the service says that it deleted more than was
     *     asked ({@link ScopeExceededException} is the cause then); the exception holds this report
     */
    public DeleteReport<I> orThrow() {
        if (!complete()) {
            throw new IncompleteDeletionException(this);
        }
        return this;
    }

    public Optional<StoreException> firstCause() {
        return abortCause()
                .or(() -> results.stream()
                        .filter(result -> !result.outcome().isAbsent())
                        .flatMap(result -> result.cause().stream())
                        .findFirst());
    }

    /** {@code {"provider", "results", "summary", "abortCause"?}}, as plain values. */
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
     * The results of a deletion while it runs; safe for use by many threads.
     *
     * @param <I> the kind of id
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

        /** Sets what happened to an id; the last word counts. */
        public void add(DeleteResult<I> result) {
            if (!asked.contains(result.id())) {
                throw new IllegalArgumentException("a result for an id that was not asked for: " + result.id());
            }
            results.put(result.id(), result);
        }

        /** Sets why the rest is not tried. The first reason counts, but an alarm replaces any other reason. */
        public void stop(StoreException cause) {
            abortCause.accumulateAndGet(
                    cause,
                    (before, now) -> before == null
                                    || (now instanceof ScopeExceededException
                                            && !(before instanceof ScopeExceededException))
                            ? now
                            : before);
        }

        /** Why the rest is not tried, once something stopped the deletion. */
        public Optional<StoreException> abortCause() {
            return Optional.ofNullable(abortCause.get());
        }

        /** Whether an id has a result. */
        public boolean has(I id) {
            return results.containsKey(id);
        }

        /** The report; an id without a result was not attempted. */
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
