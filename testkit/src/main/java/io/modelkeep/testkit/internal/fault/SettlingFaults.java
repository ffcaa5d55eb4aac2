package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.KeptPage;
import io.modelkeep.testkit.internal.support.LostCursor;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The rows about settling reads of a bulk deletion: a result follows from the read, and is UNKNOWN where the read shows
 * nothing.
 */
public final class SettlingFaults<P extends Id, I extends Id> {

    static final String SEVERAL = "only a bulk deletion is settled by a list";

    private static final Row HALF = new Row("F54", "half of a batch is deleted, and the answer is an error");
    private static final Row CURSOR = new Row("F55", "the settling list loses its position");
    private static final Row OMITS = new Row("F56", "one list omits an existing item");
    private static final Row LAGS = new Row("F57", "one list still contains the deleted item");
    private static final Row PAGES = new Row("F58", "the item to settle is on the last of several pages");
    private static final Row DENIED = new Row("F72", "the settling list reports the parent as missing");
    private static final Row ONCE = new Row("F59", "several batches are refused and settled by one list");
    private static final List<Row> ROWS = List.of(HALF, CURSOR, OMITS, LAGS, PAGES, DENIED, ONCE);
    private static final int MANY = 40;
    private static final int BATCHES = 4;

    /** A provider may request larger pages internally than callers may request. */
    private static final int LARGE_PAGE = 1000;

    /** The id of a row and its sentence. */
    private record Row(String id, String about) {}

    private final BulkDeletionKind<P, I> bulk;

    private SettlingFaults(BulkDeletionKind<P, I> bulk) {
        this.bulk = bulk;
    }

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>(Stream.of(
                        new SettlingFaults<>(BulkDeletionKind.CHECKPOINTS),
                        new SettlingFaults<>(BulkDeletionKind.VERSIONS))
                .flatMap(settling -> settling.clauses().stream())
                .toList());
        ROWS.forEach(row -> clauses.addAll(NotApplicable.but(OperationCalls.BULKS, row.id(), row.about(), SEVERAL)));
        return clauses;
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (int status : new int[] {400, 403, 409, 422}) {
            clauses.add(clause(HALF, Integer.toString(status), context -> half(context, status))
                    .when("requests with several ids", fixture -> fixture.maxBatchSize(bulk.operation()) > 1)
                    .ends("PRESUMED_DELETED for deleted items, REFUSED or FAILED for the others (1)"));
        }
        LostCursor.forms().forEach((form, place) -> {
            clauses.add(paged(CURSOR, form + ", once", context -> lost(context, place, false))
                    .ends("FAILED, the list is read again from its beginning (1 to 3)"));
            clauses.add(paged(CURSOR, form + ", every time", context -> lost(context, place, true))
                    .ends("FAILED for listed items, otherwise UNKNOWN (1 to 3)"));
        });
        clauses.add(clause(OMITS, "after a refusal", this::omitted).ends("REFUSED (1)"));
        clauses.add(clause(OMITS, "before the deletion", this::omittedBefore)
                .ends("DELETED, or an outcome that does not report the item as gone (0 or 1)"));
        clauses.add(clause(DENIED, "", this::parentDenied).ends("FAILED or UNKNOWN (1 to 3)"));
        clauses.add(clause(LAGS, "", this::lags).ends("PRESUMED_DELETED (1 to 3)"));
        clauses.add(paged(PAGES, "not applied", context -> lastPage(context, Fault.status(500), DeleteOutcome.FAILED))
                .ends("FAILED (1 to 3 per batch)"));
        clauses.add(paged(
                        PAGES,
                        "applied",
                        context -> lastPage(context, Fault.status(500).applied(), DeleteOutcome.PRESUMED_DELETED))
                .ends("PRESUMED_DELETED (1 to 3 per batch)"));
        clauses.add(clause(ONCE, "", this::once)
                .with("max-concurrency", "1")
                .ends("REFUSED (1 per batch, and the pages of one list)"));
        return clauses;
    }

    private Clause clause(Row row, String form, Clause.Proof proof) {
        String says = bulk.operation().label() + ": " + row.about() + (form.isEmpty() ? "" : " (" + form + ")");
        return Clause.of(row.id(), says, proof)
                .needs(bulk.capability(), FaultTrial.capability(bulk.list()))
                .onTheWire();
    }

    private Clause paged(Row row, String form, Clause.Proof proof) {
        return clause(row, form, proof).when("pages", fixture -> fixture.maxPageSize(bulk.list()) < Integer.MAX_VALUE);
    }

    /**
     * Lets another caller delete half of the batch, which is indistinguishable from a partial deletion by the service.
     */
    private void half(ContractContext context, int status) {
        P parent = bulk.given(context.fixture(), 6);
        List<I> asked = List.copyOf(bulk.existing(context.fixture(), parent).subList(0, 4));
        List<I> half = asked.subList(0, 2);
        ModelkeepClient others = context.openMore(context.quiet());
        context.wire().inject(bulk.operation(), Fault.status(status));
        onceSent(
                context,
                () -> assertThat(bulk.delete(others, parent, half).complete()).isTrue());
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results()).allSatisfy(result -> {
            Set<DeleteOutcome> expected = half.contains(result.id())
                    ? EnumSet.of(DeleteOutcome.PRESUMED_DELETED)
                    : EnumSet.of(status == 403 ? DeleteOutcome.FAILED : DeleteOutcome.REFUSED);
            assertThat(expected).as("outcome of %s", result).contains(result.outcome());
        });
        checkHonest(context, parent, report);
    }

    private void lost(ContractContext context, LostCursor place, boolean always) {
        int page = context.fixture().maxPageSize(bulk.list());
        P parent = bulk.given(context.fixture(), 2 * page + 3);
        List<I> asked = ends(bulk.existing(context.fixture(), parent));
        fail(context, asked.size(), Fault.status(500));
        onceSent(context, () -> place.inject(context.wire(), bulk.list(), always ? MANY : 1));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .as("%s, where the list cannot be continued after its first page", report.results())
                .isSubsetOf(
                        always
                                ? EnumSet.of(DeleteOutcome.FAILED, DeleteOutcome.UNKNOWN)
                                : EnumSet.of(DeleteOutcome.FAILED));
        checkHonest(context, parent, report);
    }

    private void omitted(ContractContext context) {
        P parent = bulk.given(context.fixture(), 5);
        List<I> asked = ends(bulk.existing(context.fixture(), parent));
        // In the middle of the page, because a service may use the last item as a page token.
        I omitted = asked.get(1);
        for (int i = 0; i < asked.size(); i++) {
            context.wire().inject(bulk.operation(), Fault.status(409));
        }
        onceSent(context, () -> context.wire().inject(bulk.list(), Fault.editJson(JsonEdit.without(omitted.value()))));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.REFUSED);
        checkHonest(context, parent, report);
    }

    /** Checks that a provider that lists first does not take the omission for an absence. */
    private void omittedBefore(ContractContext context) {
        P parent = bulk.given(context.fixture(), 5);
        I asked = bulk.existing(context.fixture(), parent).get(2);
        context.wire().inject(bulk.list(), Fault.editJson(JsonEdit.without(asked.value())));
        DeleteReport<I> report = bulk.delete(context.client(), parent, List.of(asked));
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .doesNotContain(DeleteOutcome.ALREADY_ABSENT, DeleteOutcome.PRESUMED_DELETED);
        checkHonest(context, parent, report);
    }

    /**
     * Makes the settling list answer 404. Services also do so if a permission is missing, or while a database is being
     * replaced.
     */
    private void parentDenied(ContractContext context) {
        P parent = bulk.given(context.fixture(), 5);
        List<I> asked = ends(bulk.existing(context.fixture(), parent));
        fail(context, asked.size(), Fault.status(500));
        onceSent(context, () -> {
            for (int i = 0; i < MANY; i++) {
                context.wire().inject(bulk.list(), Fault.status(404));
            }
        });
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(DeleteOutcome.FAILED, DeleteOutcome.UNKNOWN, DeleteOutcome.NOT_ATTEMPTED);
        checkHonest(context, parent, report);
    }

    private void lags(ContractContext context) {
        P parent = bulk.given(context.fixture(), 5);
        List<I> asked = List.copyOf(bulk.existing(context.fixture(), parent).subList(1, 2));
        KeptPage before = new KeptPage();
        context.wire().inject(bulk.list(), Fault.editJson(before.keep()));
        ModelkeepClient others = context.openMore(context.quiet());
        assertThat(bulk.listed(others, parent)).containsAll(asked);
        context.wire()
                .inject(
                        bulk.operation(),
                        Fault.answer(200, "application/json", "[]").applied());
        onceSent(context, () -> context.wire().inject(bulk.list(), Fault.editJson(before.again())));
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(DeleteOutcome.PRESUMED_DELETED, confirmedAgain(context));
        checkHonest(context, parent, report);
    }

    private void lastPage(ContractContext context, Fault fault, DeleteOutcome outcome) {
        int page = Math.max(LARGE_PAGE, context.fixture().maxPageSize(bulk.list()));
        P parent = bulk.given(context.fixture(), 2 * page + 3);
        List<I> asked = ends(bulk.existing(context.fixture(), parent));
        fail(context, asked.size(), fault);
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(outcome, outcome == DeleteOutcome.PRESUMED_DELETED ? confirmedAgain(context) : outcome);
        checkHonest(context, parent, report);
    }

    private void once(ContractContext context) {
        int batch = context.fixture().maxBatchSize(bulk.operation());
        P parent = bulk.given(context.fixture(), BATCHES * batch);
        List<I> asked = List.copyOf(bulk.existing(context.fixture(), parent).subList(0, BATCHES * batch));
        for (int i = 0; i < BATCHES; i++) {
            context.wire().inject(bulk.operation(), Fault.status(409));
        }
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.REFUSED);
        long lists = context.requests().stream()
                .filter(request -> request.operation().equals(Optional.of(bulk.list())))
                .count();
        int size = context.fixture().maxPageSize(bulk.list());
        int pages = size == Integer.MAX_VALUE ? 1 : asked.size() / size + 2;
        // At most one list before the deletion, if it is needed, and one after it.
        assertThat(lists).as("pages of lists for %s batches", BATCHES).isLessThanOrEqualTo(2L * pages);
        checkHonest(context, parent, report);
    }

    /** Makes every attempt fail, more often than any provider retries. */
    private void fail(ContractContext context, int ids, Fault fault) {
        for (int i = 0; i < MANY * ids; i++) {
            context.wire().inject(bulk.operation(), fault);
        }
    }

    private void onceSent(ContractContext context, Runnable happening) {
        AtomicBoolean sent = new AtomicBoolean();
        context.listener().afterAttempt(() -> {
            boolean arrived = context.requests().stream()
                    .anyMatch(request -> request.operation().equals(Optional.of(bulk.operation())));
            if (arrived && sent.compareAndSet(false, true)) {
                happening.run();
            }
        });
    }

    /** Returns items from the beginning, the middle and the end of a list. */
    private List<I> ends(List<I> there) {
        return List.of(there.get(0), there.get(there.size() / 2), there.get(there.size() - 1));
    }

    private DeleteOutcome confirmedAgain(ContractContext context) {
        return context.fixture().deletedAgain(bulk.operation()) == DeleteOutcome.DELETED
                ? DeleteOutcome.DELETED
                : DeleteOutcome.PRESUMED_DELETED;
    }

    private void checkHonest(ContractContext context, P parent, DeleteReport<I> report) {
        List<I> left = bulk.existing(context.fixture(), parent);
        report.results().stream()
                .filter(result -> result.outcome() != DeleteOutcome.UNKNOWN)
                .forEach(result -> assertThat(left.contains(result.id()))
                        .as("%s, compared with the existence of the item", result)
                        .isEqualTo(!result.outcome().isAbsent()));
    }
}
