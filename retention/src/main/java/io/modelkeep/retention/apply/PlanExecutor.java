package io.modelkeep.retention.apply;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.TimeSource;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.AuditRun;
import io.modelkeep.retention.errors.ClockSkewException;
import io.modelkeep.retention.errors.StoreMismatchException;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An executor of plans, which deletes the items that a plan deletes and nothing else.
 *
 * <p>A run lists everything again, and deletes nothing if the lists differ from the plan. Each batch is recorded in the
 * audit log before it is sent, and so is each request of the client during the run. A run continues where an earlier
 * run of the same plan ended.
 *
 * <p>Instances are immutable. Each method that sets something returns a changed copy.
 *
 * <pre>{@code
 * try (ModelkeepClient client = ModelkeepClient.open(config);
 *         AuditLog audit = AuditLog.open(Path.of("plan.audit.jsonl"), "nightly", Clock.systemUTC())) {
 *     PlanExecutor.of(client, audit).apply(plan).orThrow();
 * }
 * }</pre>
 */
public final class PlanExecutor {

    private static final int MAX_BATCH = 1000;
    private static final int MAX_CONCURRENCY = 64;

    private final ModelkeepClient client;
    private final AuditLog audit;
    private final @Nullable RetentionPolicy policy;
    private final int batchSize;
    private final int concurrency;
    private final ExecutionProgress progress;
    private final TimeSource timeSource;

    private PlanExecutor(
            ModelkeepClient client,
            AuditLog audit,
            @Nullable RetentionPolicy policy,
            int batchSize,
            int concurrency,
            ExecutionProgress progress,
            TimeSource timeSource) {
        this.client = client;
        this.audit = audit;
        this.policy = policy;
        this.batchSize = batchSize;
        this.concurrency = concurrency;
        this.progress = progress;
        this.timeSource = timeSource;
    }

    /**
     * Creates an executor that deletes batches of 100 items and works on 4 parts of a plan at a time.
     *
     * @param client an open client of the account that the plans are made for; the executor adds a listener to it
     *     during each run
     * @param audit the audit log that records the deletions and the requests
     */
    public static PlanExecutor of(ModelkeepClient client, AuditLog audit) {
        return new PlanExecutor(
                Objects.requireNonNull(client, "client"),
                Objects.requireNonNull(audit, "audit"),
                null,
                100,
                4,
                ExecutionProgress.NONE,
                TimeSource.REAL);
    }

    /**
     * Returns a copy with the policy that the plans must have been made with. It is required if the policy has a
     * predicate, because a plan cannot contain the code of a predicate.
     */
    public PlanExecutor policy(RetentionPolicy own) {
        return new PlanExecutor(
                client, audit, Objects.requireNonNull(own, "policy"), batchSize, concurrency, progress, timeSource);
    }

    /** Returns a copy with another number of items that are recorded and deleted by one call, 1 to 1000. */
    public PlanExecutor batchSize(int items) {
        if (items < 1 || items > MAX_BATCH) {
            throw new IllegalArgumentException("batch size is " + items + "; give 1 to " + MAX_BATCH);
        }
        return new PlanExecutor(client, audit, policy, items, concurrency, progress, timeSource);
    }

    /** Returns a copy with another number of parts that are processed at a time, 1 to 64. */
    public PlanExecutor concurrency(int parts) {
        if (parts < 1 || parts > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency is " + parts + "; give 1 to " + MAX_CONCURRENCY);
        }
        return new PlanExecutor(client, audit, policy, batchSize, parts, progress, timeSource);
    }

    /** Returns a copy with a listener that is notified of the progress. */
    public PlanExecutor progress(ExecutionProgress listener) {
        return new PlanExecutor(
                client,
                audit,
                policy,
                batchSize,
                concurrency,
                Objects.requireNonNull(listener, "progress"),
                timeSource);
    }

    /** Returns a copy with another way of waiting before a second list, for tests. */
    public PlanExecutor timeSource(TimeSource newSleeper) {
        return new PlanExecutor(
                client, audit, policy, batchSize, concurrency, progress, Objects.requireNonNull(newSleeper, "sleeper"));
    }

    /**
     * Applies a plan and reports the outcome of each item.
     *
     * <p>This method throws an exception only before its first request. After that it always returns the whole report.
     * An interrupt ends the run: items that were not sent are {@code NOT_ATTEMPTED}, and the thread's interrupt flag
     * stays set. If every item is recorded as gone, no request is sent.
     *
     * @param plan the plan to apply
     * @return the report of all parts of the plan
     * @throws StoreMismatchException the plan was made for another provider, origin or account; no request was sent
     * @throws io.modelkeep.retention.errors.PolicyMismatchException the policy given is not the plan's policy, or the
     *     plan's policy has a predicate and was not given; no request was sent
     * @throws io.modelkeep.retention.errors.InvalidPlanException the plan deletes an item that its policy keeps; no
     *     request was sent
     * @throws ClockSkewException the plan was made in the future; no request was sent
     * @throws io.modelkeep.retention.errors.AuditLockedException another run uses this audit log; no request was sent
     * @throws io.modelkeep.retention.errors.InvalidAuditException the audit log was changed or is not an audit log; no
     *     request was sent
     * @throws io.modelkeep.retention.errors.AuditAccessException the audit log cannot be read or written; no request
     *     was sent
     * @throws io.modelkeep.retention.errors.AlarmException the audit log contains an alarm that is not acknowledged; no
     *     request was sent
     * @throws io.modelkeep.retention.errors.RetentionException the policy refuses the items of the plan; no request was
     *     sent
     */
    public ExecutionReport apply(RetentionPlan plan) {
        checkStore(plan);
        RetentionPolicy own;
        if (policy == null) {
            plan.check();
            own = RetentionPolicy.parse(plan.policy());
        } else {
            plan.check(policy);
            own = policy;
        }
        checkTime(plan);
        try (AuditRun run = audit.begin(plan)) {
            run.recordRequests(client);
            PlanExecution.Settings settings =
                    new PlanExecution.Settings(batchSize, concurrency, new IsolatedProgress(progress), timeSource);
            return new PlanExecution(plan, MetricNames.of(own.metrics()), client, run, settings).run();
        }
    }

    /** Refuses a plan of the future. Ages are counted from the time of the plan, so all items would appear too old. */
    private void checkTime(RetentionPlan plan) {
        if (plan.plannedAt().isAfter(audit.clock().instant().plus(OrderedItems.CLOCKS_DIFFER_BY))) {
            throw new ClockSkewException("the plan says that it was made at " + plan.plannedAt()
                    + ", which is in the future; set the clock, and plan again");
        }
    }

    private void checkStore(RetentionPlan plan) {
        same("provider", plan.provider(), client.provider());
        same("origin", plan.origin(), client.origin());
        same("account", plan.account(), client.account());
    }

    private static void same(String what, Object planned, Object configured) {
        if (!planned.equals(configured)) {
            throw new StoreMismatchException("the plan's " + what + " is " + planned + ", and the configured one is "
                    + configured + "; configure the plan's " + what + ", or plan again");
        }
    }
}
