package io.modelkeep.retention;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Makes plans: reads catalogues, several at a time, and decides by a policy. Immutable and thread-safe; it can delete
 * nothing.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RetentionPlanner {

    private static final int MAX_CONCURRENCY = 64;

    private final RetentionPolicy policy;
    private final Clock clock;
    private final int concurrency;

    /** A planner by the system's clock that reads 4 catalogues at a time. */
    public RetentionPlanner(RetentionPolicy policy) {
        this(Objects.requireNonNull(policy, "policy"), Clock.systemUTC(), 4);
    }

    private RetentionPlanner(RetentionPolicy policy, Clock clock, int concurrency) {
        this.policy = policy;
        this.clock = clock;
        this.concurrency = concurrency;
    }

    /** The same by another clock. */
    public RetentionPlanner withClock(Clock newClock) {
        return new RetentionPlanner(policy, Objects.requireNonNull(newClock, "clock"), concurrency);
    }

    /** The same that reads another number of catalogues at a time, 1 to 64. */
    public RetentionPlanner withConcurrency(int catalogues) {
        if (catalogues < 1 || catalogues > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency is " + catalogues + "; give 1 to " + MAX_CONCURRENCY);
        }
        return new RetentionPlanner(policy, clock, catalogues);
    }

    /**
     * Reads the catalogues and decides what to keep of each.
     *
     * <p>What fails for one of several catalogues becomes its part's {@link PlanPart#problem()}. Where all fail, the first
     * failure is thrown, with the others as suppressed.
     *
     * @param catalogues at least one, all of one account, each once
     * @throws RetentionException {@code NOT_EVALUABLE}: the policy needs what one of the services does not tell; nothing was
     *     sent. {@code TOO_MANY}: all parts together delete more than {@code max-deletions}. {@code OTHER_STORE}: the
     *     catalogues are of several accounts. {@code TOO_LARGE}: there are too many items
     * @throws io.modelkeep.StoreException all catalogues failed
     * @throws io.modelkeep.CancelledException the thread was interrupted, and still is; all reading has ended
     */
    public RetentionPlan plan(List<Catalogue> catalogues) {
        throw new UnsupportedOperationException();
    }
}
