package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rows about bulk deletions of several batches: the errors that stop a deletion, and those that do not. */
public final class SweepFaults<P extends Id, I extends Id> {

    private static final int BATCHES = 3;
    private static final String KEY = "a refused key stops the remaining batches";
    private static final String SCOPE = "a count above the request stops the remaining batches";
    private static final String REFUSED = "one of several batches is refused, and the others continue";
    private static final String LOST = "one of several answers is lost, and only its batch is uncertain";
    private static final Map<String, String> ROWS = Map.of(KEY, "F19", SCOPE, "F32", REFUSED, "F40", LOST, "F51");

    private final BulkDeletionKind<P, I> bulk;

    private SweepFaults(BulkDeletionKind<P, I> bulk) {
        this.bulk = bulk;
    }

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>(
                Stream.of(new SweepFaults<>(BulkDeletionKind.CHECKPOINTS), new SweepFaults<>(BulkDeletionKind.VERSIONS))
                        .flatMap(sweep -> sweep.clauses().stream())
                        .toList());
        for (Map.Entry<String, String> row : ROWS.entrySet()) {
            clauses.addAll(NotApplicable.but(
                    OperationCalls.BULKS, row.getValue(), row.getKey(), "only a bulk deletion has several batches"));
        }
        return clauses;
    }

    private List<Clause> clauses() {
        return List.of(
                clause(KEY, "401", context -> stopped(context, 401, AuthenticationException.class))
                        .ends("FAILED for the first batch, NOT_ATTEMPTED for the others (1)"),
                clause(KEY, "403", context -> stopped(context, 403, PermissionDeniedException.class))
                        .ends("FAILED for the first batch, NOT_ATTEMPTED for the others (1)"),
                clause(SCOPE, "", this::scopeExceeded)
                        .ends("the state that a read shows for the first batch, NOT_ATTEMPTED for the others (1)"),
                clause(REFUSED, "", this::othersGoOn)
                        .ends("REFUSED for one batch, DELETED for the others (1 per " + "batch)"),
                clause(
                                LOST,
                                "applied",
                                context -> inDoubt(
                                        context, Fault.disconnect().applied(), BATCHES, DeleteOutcome.PRESUMED_DELETED))
                        .ends("PRESUMED_DELETED for one batch, DELETED for the others (1 per batch)"),
                clause(
                                LOST,
                                "not applied",
                                context -> inDoubt(context, Fault.disconnect(), BATCHES + 1, DeleteOutcome.DELETED))
                        .ends("DELETED (1 per batch, and 1 retry)"));
    }

    private Clause clause(String about, String form, Clause.Proof proof) {
        String says = bulk.operation().label() + ": " + about + (form.isEmpty() ? "" : " (" + form + ")");
        return Clause.of(Optional.ofNullable(ROWS.get(about)).orElseThrow(), says, proof)
                .needs(bulk.capability())
                .onTheWire()
                .with("max-concurrency", "1");
    }

    private void stopped(ContractContext context, int status, Class<? extends StoreException> type) {
        P parent = bulk.given(context.fixture(), number(context));
        List<I> asked = bulk.existing(context.fixture(), parent).subList(0, number(context));
        context.wire().inject(bulk.operation(), Fault.status(status));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.abortCause()).containsInstanceOf(type);
        assertThat(report.summary())
                .isEqualTo(Map.of(
                        DeleteOutcome.FAILED,
                        context.fixture().maxBatchSize(bulk.operation()),
                        DeleteOutcome.NOT_ATTEMPTED,
                        asked.size() - context.fixture().maxBatchSize(bulk.operation())));
        assertThat(deletions(context)).isEqualTo(1);
        assertThat(bulk.existing(context.fixture(), parent)).containsAll(asked);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private void scopeExceeded(ContractContext context) {
        P parent = bulk.given(context.fixture(), number(context) + 2);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = List.copyOf(there.subList(0, number(context)));
        JsonEdit more = JsonEdit.counts(number -> number + 1000);
        context.wire().injectAt(bulk.operation(), 1, Fault.editJson(more));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(context.wire().unconsumed()).isEmpty();
        if (!more.spoiled()) {
            assertThat(report.complete())
                    .as("completeness, where the service counts nothing")
                    .isTrue();
            return;
        }
        List<I> others = there.subList(context.fixture().maxBatchSize(bulk.operation()), there.size());
        assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
        report.results().forEach(result -> {
            boolean gone = !others.contains(result.id());
            assertThat(result.outcome())
                    .isIn(
                            gone
                                    ? Set.of(
                                            DeleteOutcome.DELETED,
                                            DeleteOutcome.PRESUMED_DELETED,
                                            DeleteOutcome.UNKNOWN)
                                    : Set.of(DeleteOutcome.NOT_ATTEMPTED));
        });
        assertThat(deletions(context)).isEqualTo(1);
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(others);
    }

    private void othersGoOn(ContractContext context) {
        P parent = bulk.given(context.fixture(), number(context));
        List<I> asked = List.copyOf(bulk.existing(context.fixture(), parent).subList(0, number(context)));
        context.wire().injectAt(bulk.operation(), 2, Fault.status(409));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.abortCause()).isEmpty();
        List<I> refused = new ArrayList<>();
        report.results().stream()
                .filter(result -> result.outcome() == DeleteOutcome.REFUSED)
                .forEach(result -> refused.add(result.id()));
        assertThat(report.summary())
                .isEqualTo(Map.of(
                        DeleteOutcome.REFUSED,
                        context.fixture().maxBatchSize(bulk.operation()),
                        DeleteOutcome.DELETED,
                        asked.size() - context.fixture().maxBatchSize(bulk.operation())));
        assertThat(deletions(context)).isEqualTo(BATCHES);
        List<I> left = new ArrayList<>(bulk.existing(context.fixture(), parent));
        left.retainAll(asked);
        assertThat(left).containsExactlyInAnyOrderElementsOf(refused);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private void inDoubt(ContractContext context, Fault lost, int leastRequests, DeleteOutcome outcome) {
        P parent = bulk.given(context.fixture(), number(context) + 2);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = List.copyOf(there.subList(0, number(context)));
        List<I> others = List.copyOf(there.subList(number(context), there.size()));
        context.wire().injectAt(bulk.operation(), 2, lost);
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.abortCause()).isEmpty();
        boolean confirmedAgain = context.fixture().deletedAgain(bulk.operation()) == DeleteOutcome.DELETED;
        if (outcome == DeleteOutcome.DELETED || confirmedAgain) {
            assertThat(report.complete()).isTrue();
        } else {
            int batch = context.fixture().maxBatchSize(bulk.operation());
            assertThat(report.summary()).isEqualTo(Map.of(outcome, batch, DeleteOutcome.DELETED, asked.size() - batch));
        }
        assertThat(deletions(context)).isBetween((long) leastRequests, BATCHES + 2L);
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(others);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private int number(ContractContext context) {
        return BATCHES * context.fixture().maxBatchSize(bulk.operation());
    }

    private long deletions(ContractContext context) {
        return context.requests().stream()
                .filter(request ->
                        request.operation().filter(bulk.operation()::equals).isPresent())
                .count();
    }
}
