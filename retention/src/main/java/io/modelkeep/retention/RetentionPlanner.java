package io.modelkeep.retention;

import io.modelkeep.CancelledException;
import io.modelkeep.ErrorDetails;
import io.modelkeep.InvalidRequestException;
import io.modelkeep.retention.RetentionException.Reason;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Makes plans: reads catalogues, several at a time, and decides by a policy. Immutable and thread-safe; it can delete
 * nothing.
 */
public final class RetentionPlanner {

    private static final int MAX_CONCURRENCY = 64;

    private static final Pattern HEX_UUID = Pattern.compile("[0-9A-Fa-f]{32}");

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
     * @param catalogues at least one, all of one account; of what is given twice one is read
     * @throws RetentionException {@code NOT_EVALUABLE}: the policy needs what one of the services does not tell; nothing was
     *     sent. {@code TOO_MANY}: all parts together delete more than {@code max-deletions}. {@code OTHER_STORE}: the
     *     catalogues are of several accounts. {@code TOO_LARGE}: there are too many items
     * @throws InvalidRequestException two catalogues are of one id in two spellings; nothing was sent
     * @throws io.modelkeep.StoreException all catalogues failed
     * @throws CancelledException the thread was interrupted, and still is; the reading ends
     */
    public RetentionPlan plan(List<Catalogue> catalogues) {
        List<Catalogue> each = ofOneAccount(catalogues);
        FieldCheck fields = new FieldCheck(policy);
        each.forEach(fields::check);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RetentionEngine engine = new RetentionEngine(policy, now);
        CatalogueReader reader = new CatalogueReader(policy.metricNames());
        List<Callable<PartOutcome>> tasks = each.stream()
                .<Callable<PartOutcome>>map(catalogue -> () -> PartOutcome.of(catalogue, () -> {
                    catalogue.requireDeletable();
                    return engine.decide(reader.read(catalogue));
                }))
                .toList();
        List<PlanPart> parts = PartOutcome.parts(runAll(tasks, each.get(0).provider()));
        Catalogue first = each.get(0);
        RetentionPlan plan =
                new RetentionPlan(now, first.provider(), first.origin(), first.account(), policy.rules(), parts);
        engine.checkCount("the plan", plan.totals().deleted());
        checkProtected(plan);
        return plan;
    }

    /** What is protected by a name that nothing has would be deleted under its right one. */
    private void checkProtected(RetentionPlan plan) {
        if (policy.protectedNames().isEmpty()
                || plan.totals().deleted() == 0
                || plan.parts().stream().anyMatch(part -> part.problem().isPresent())) {
            return;
        }
        List<Item> meant = plan.parts().stream()
                .flatMap(part -> part.decisions().stream())
                .filter(decision -> decision.reasons().contains(Decision.PROTECT))
                .map(Decision::item)
                .toList();
        List<String> absent = policy.protectedNames().absentFrom(meant);
        if (!absent.isEmpty()) {
            throw new RetentionException(
                    Reason.NOT_EVALUABLE,
                    "protect=" + String.join(",", absent)
                            + ": nothing has this id, step or number; correct the name, or leave it out");
        }
    }

    private static List<Catalogue> ofOneAccount(List<Catalogue> catalogues) {
        if (catalogues.isEmpty()) {
            throw new IllegalArgumentException("there is no catalogue; give at least one");
        }
        Catalogue first = catalogues.get(0);
        Map<String, Catalogue> each = new LinkedHashMap<>();
        for (Catalogue catalogue : catalogues) {
            if (!catalogue.provider().equals(first.provider())
                    || !catalogue.origin().equals(first.origin())
                    || !catalogue.account().equals(first.account())) {
                throw new RetentionException(
                        Reason.OTHER_STORE,
                        first + " and " + catalogue + " are not of one account; make a plan for each account");
            }
            Catalogue before = each.putIfAbsent(catalogue.kind() + " " + spelling(catalogue.parent()), catalogue);
            if (before != null && !before.parent().equals(catalogue.parent())) {
                throw new InvalidRequestException(ErrorDetails.of(before.parent() + " and " + catalogue.parent()
                        + " are two spellings of one id, whose items would be planned twice; give one of them"));
            }
        }
        return List.copyOf(each.values());
    }

    /** What two ids share that a service may take for the same: a uuid in either case, and Unicode in any normal form. */
    private static String spelling(String id) {
        String digits = id.replace("-", "");
        return HEX_UUID.matcher(digits).matches()
                ? digits.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    private <T> List<T> runAll(List<Callable<T>> tasks, String provider) {
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(concurrency, tasks.size()), task -> {
            Thread reader = new Thread(task, "modelkeep-retention");
            reader.setDaemon(true);
            return reader;
        });
        try {
            // Tasks that are done at once would leave the flag unseen.
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
