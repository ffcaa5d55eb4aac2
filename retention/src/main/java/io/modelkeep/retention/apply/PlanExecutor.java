package io.modelkeep.retention.apply;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.TimeSource;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.AuditRun;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what a plan deletes, and nothing else: lists everything again, refuses if it is not as planned, records each batch
 * before it is sent, and goes on where an earlier run of the same plan ended. Immutable; each method with an argument returns
 * a changed copy.
 *
 * <pre>{@code
 * try (AuditLog audit = AuditLog.open(Path.of("plan.audit.jsonl"), "nightly", Clock.systemUTC());
 *         ModelkeepClient stores = ModelkeepClient.open(StoreConfig.builder().settings(config).listener(audit).build())) {
 *     PlanExecutor.of(plan, stores, audit).run().orThrow();
 * }
 * }</pre>
 */
public final class PlanExecutor {

    private static final int MAX_BATCH = 1000;
    private static final int MAX_CONCURRENCY = 64;

    private final RetentionPlan plan;
    private final ModelkeepClient stores;
    private final AuditLog audit;
    private final @Nullable RetentionPolicy policy;
    private final int batchSize;
    private final int concurrency;
    private final ExecutionProgress progress;
    private final TimeSource timeSource;

    private PlanExecutor(
            RetentionPlan plan,
            ModelkeepClient stores,
            AuditLog audit,
            @Nullable RetentionPolicy policy,
            int batchSize,
            int concurrency,
            ExecutionProgress progress,
            TimeSource timeSource) {
        this.plan = plan;
        this.stores = stores;
        this.audit = audit;
        this.policy = policy;
        this.batchSize = batchSize;
        this.concurrency = concurrency;
        this.progress = progress;
        this.timeSource = timeSource;
    }

    /** Applies a plan by batches of 100 items, 4 parts at a time; nothing happens before {@link #run()}. */
    public static PlanExecutor of(RetentionPlan plan, ModelkeepClient stores, AuditLog audit) {
        return new PlanExecutor(
                Objects.requireNonNull(plan, "plan"),
                Objects.requireNonNull(stores, "stores"),
                Objects.requireNonNull(audit, "audit"),
                null,
                100,
                4,
                ExecutionProgress.NONE,
                TimeSource.REAL);
    }

    /**
     * The same with the policy that the plan must have been made by; needed where it holds a predicate, which no plan can
     * hold.
     */
    public PlanExecutor policy(RetentionPolicy own) {
        return new PlanExecutor(
                plan,
                stores,
                audit,
                Objects.requireNonNull(own, "policy"),
                batchSize,
                concurrency,
                progress,
                timeSource);
    }

    /** The same with another number of items that are recorded and deleted by one call, 1 to 1000. */
    public PlanExecutor batchSize(int items) {
        if (items < 1 || items > MAX_BATCH) {
            throw new IllegalArgumentException("batch size is " + items + "; give 1 to " + MAX_BATCH);
        }
        return new PlanExecutor(plan, stores, audit, policy, items, concurrency, progress, timeSource);
    }

    /** The same with another number of parts that are worked on at a time, 1 to 64. */
    public PlanExecutor concurrency(int parts) {
        if (parts < 1 || parts > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency is " + parts + "; give 1 to " + MAX_CONCURRENCY);
        }
        return new PlanExecutor(plan, stores, audit, policy, batchSize, parts, progress, timeSource);
    }

    /** The same telling how far it is. */
    public PlanExecutor progress(ExecutionProgress listener) {
        return new PlanExecutor(
                plan,
                stores,
                audit,
                policy,
                batchSize,
                concurrency,
                Objects.requireNonNull(listener, "progress"),
                timeSource);
    }

    /** The same that waits in another way before a second list, as tests do. */
    public PlanExecutor timeSource(TimeSource newSleeper) {
        return new PlanExecutor(
                plan,
                stores,
                audit,
                policy,
                batchSize,
                concurrency,
                progress,
                Objects.requireNonNull(newSleeper, "sleeper"));
    }

    /**
     * Does it, and says what became of each item.
     *
     * <p>Throws only before its first request; after that, whatever happens, the whole report is returned. An interrupt ends
     * it: what was not sent is {@code NOT_ATTEMPTED}, and the thread's flag is kept. Where everything is recorded as gone,
     * no request is sent.
     *
     * @throws RetentionException nothing was sent. {@code OTHER_STORE}: the plan was made for another provider, origin or
     *     account. {@code OTHER_POLICY}: the plan does not follow from its policy, or the policy given is another one.
     *     {@code LOCKED}: another run uses this audit. {@code DAMAGED_AUDIT}: its file was changed or is none.
     *     {@code NOT_RECORDED}: it cannot be written. {@code ALARM}: it contains an alarm that is not acknowledged
     */
    public ExecutionReport run() {
        checkStore();
        RetentionPolicy own;
        if (policy == null) {
            plan.check();
            own = RetentionPolicy.parse(plan.policy());
        } else {
            plan.check(policy);
            own = policy;
        }
        checkTime();
        try (AuditRun run = audit.begin(plan)) {
            PlanExecution.Settings settings =
                    new PlanExecution.Settings(batchSize, concurrency, new IsolatedProgress(progress), timeSource);
            return new PlanExecution(plan, MetricNames.of(own.metrics()), stores, run, settings).run();
        }
    }

    /** Ages are counted from when a plan was made: one of the future takes everything for old. */
    private void checkTime() {
        if (plan.plannedAt().isAfter(audit.clock().instant().plus(OrderedItems.CLOCKS_DIFFER_BY))) {
            throw new RetentionException(
                    RetentionException.Reason.OTHER_POLICY,
                    "the plan says that it was made at " + plan.plannedAt()
                            + ", which is yet to come; set the clock, and plan again");
        }
    }

    private void checkStore() {
        same("provider", plan.provider(), stores.provider());
        same("origin", plan.origin(), stores.origin());
        same("account", plan.account(), stores.account());
    }

    private static void same(String what, Object planned, Object configured) {
        if (!planned.equals(configured)) {
            throw new RetentionException(
                    RetentionException.Reason.OTHER_STORE,
                    "the plan's " + what + " is " + planned + ", and the configured one is " + configured
                            + "; configure that one, or plan again");
        }
    }
}
