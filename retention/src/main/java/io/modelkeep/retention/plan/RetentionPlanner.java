package io.modelkeep.retention.plan;

import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.retention.errors.ClockSkewException;
import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.errors.StoreMismatchException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The maker of plans: reads catalogues, several at a time, and decides about their items by a policy. A planner cannot
 * delete anything. Immutable and thread-safe.
 */
public final class RetentionPlanner {

    private static final int MAX_CONCURRENCY = 64;

    private final RetentionPolicy policy;
    private final Clock clock;
    private final int concurrency;

    /** Creates a planner that uses the system clock and reads 4 catalogues at a time. */
    public RetentionPlanner(RetentionPolicy policy) {
        this(Objects.requireNonNull(policy, "policy"), Clock.systemUTC(), 4);
    }

    private RetentionPlanner(RetentionPolicy policy, Clock clock, int concurrency) {
        this.policy = policy;
        this.clock = clock;
        this.concurrency = concurrency;
    }

    /** Returns a copy that uses another clock. */
    public RetentionPlanner withClock(Clock newClock) {
        return new RetentionPlanner(policy, Objects.requireNonNull(newClock, "clock"), concurrency);
    }

    /** Returns a copy that reads another number of catalogues at a time, 1 to 64. */
    public RetentionPlanner withConcurrency(int catalogues) {
        if (catalogues < 1 || catalogues > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency is " + catalogues + "; give 1 to " + MAX_CONCURRENCY);
        }
        return new RetentionPlanner(policy, clock, catalogues);
    }

    /**
     * Reads the catalogues and decides which of their items to keep.
     *
     * <p>If one of several catalogues fails, its failure becomes the {@link TargetPlan#problem()} of its part. If all
     * fail, the first failure is thrown, with the others as suppressed exceptions.
     *
     * @param catalogues at least one catalogue, all of one account; a catalogue that is given twice, or in two
     *     spellings of one id, is read once
     * @return a plan with one part for each catalogue
     * @throws PolicyNotEvaluableException the policy needs a property that a service does not report, or no item has a
     *     name that the policy lists. For a missing property, no request was sent
     * @throws io.modelkeep.retention.errors.LatestUndeterminedException a service reports neither the step nor the time
     *     of its items, and no request was sent
     * @throws io.modelkeep.retention.errors.DeletionLimitExceededException all parts together delete more than {@code
     *     max-deletions}
     * @throws StoreMismatchException the catalogues are of several accounts
     * @throws ClockSkewException the policy depends on ages, and the clock differs from the clock of the service by
     *     more than five minutes
     * @throws io.modelkeep.retention.errors.RetentionException all catalogues failed, and the policy refuses the first
     * @throws io.modelkeep.errors.StoreException if all catalogues failed
     * @throws CancelledException if the thread was interrupted; reading ends, and the interrupt flag stays set
     */
    public RetentionPlan plan(List<RetentionTarget> catalogues) {
        List<RetentionTarget> each = ofOneAccount(catalogues);
        RequiredFieldCheck fields = new RequiredFieldCheck(policy);
        each.forEach(fields::check);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RetentionEngine engine = new RetentionEngine(policy, now);
        TargetItemReader reader = new TargetItemReader(policy);
        List<Callable<TargetOutcome>> tasks = each.stream()
                .<Callable<TargetOutcome>>map(catalogue -> () -> TargetOutcome.of(catalogue, () -> {
                    catalogue.requireDeletable();
                    ItemList listing = reader.read(catalogue);
                    fields.check(catalogue);
                    TargetPlan part = engine.decide(listing);
                    catalogue.requireRevisions(part);
                    return part;
                }))
                .toList();
        List<TargetPlan> parts = TargetOutcome.parts(runAll(tasks, each.get(0).provider()));
        each.forEach(this::checkClock);
        RetentionTarget first = each.get(0);
        RetentionPlan plan =
                new RetentionPlan(now, first.provider(), first.origin(), first.account(), policy.rules(), parts);
        engine.checkCount("the plan", plan.totals().deleted());
        checkNames(plan, Decision.PROTECT, policy.content().protectedNames());
        checkNames(plan, Decision.KEEP, policy.content().keptNames());
        return plan;
    }

    /** Checks the clock of this machine. With a wrong clock, new items could appear old and be deleted. */
    private void checkClock(RetentionTarget catalogue) {
        if (policy.content().dependsOnClock()) {
            Instant here = clock.instant();
            catalogue.serviceTime().ifPresent(there -> {
                if (Duration.between(there, here).abs().compareTo(OrderedItems.CLOCKS_DIFFER_BY) > 0) {
                    throw new ClockSkewException("the clock of this machine is at " + here
                            + ", and the service's is at " + there + "; set the clock, and plan again");
                }
            });
        }
    }

    /** Checks that an item has each name. An item whose name is misspelled in the policy would be deleted. */
    private static void checkNames(RetentionPlan plan, String word, ItemSelector names) {
        if (names.isEmpty()
                || plan.totals().deleted() == 0
                || plan.parts().stream().anyMatch(part -> part.problem().isPresent())) {
            return;
        }
        List<Item> meant = plan.parts().stream()
                .flatMap(part -> part.decisions().stream())
                .filter(decision -> decision.reasons().contains(word))
                .map(Decision::item)
                .toList();
        List<String> absent = names.absentFrom(meant);
        if (!absent.isEmpty()) {
            throw new PolicyNotEvaluableException(word + "=" + String.join(",", absent)
                    + ": no item of the plan has this id, name, step or number; correct the name, or leave it out"
                    + (word.equals(Decision.KEEP) ? ", or use keep-if-present" : ""));
        }
    }

    private static List<RetentionTarget> ofOneAccount(List<RetentionTarget> catalogues) {
        if (catalogues.isEmpty()) {
            throw new IllegalArgumentException("there is no catalogue; give at least one");
        }
        RetentionTarget first = catalogues.get(0);
        Map<String, RetentionTarget> each = new LinkedHashMap<>();
        for (RetentionTarget catalogue : catalogues) {
            if (!catalogue.provider().equals(first.provider())
                    || !catalogue.origin().equals(first.origin())
                    || !catalogue.account().equals(first.account())) {
                throw new StoreMismatchException(
                        first + " and " + catalogue + " are not of one account; make a plan for each account");
            }
            each.putIfAbsent(TargetKey.key(catalogue.kind(), catalogue.parent()), catalogue);
        }
        return List.copyOf(each.values());
    }

    private <T> List<T> runAll(List<Callable<T>> tasks, String provider) {
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(concurrency, tasks.size()), task -> {
            Thread reader = new Thread(task, "modelkeep-retention");
            reader.setDaemon(true);
            return reader;
        });
        try {
            // If all tasks are already done, invokeAll would not notice the interrupt flag.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> done : readers.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    ErrorDetails.of("planning was interrupted").provider(provider));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException("planning failed", failed.getCause());
        } finally {
            readers.shutdownNow();
        }
    }
}
