package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The clauses that hold for every bulk deletion. */
public final class DeletionClauses<P extends Id, I extends Id> {

    private final BulkDeletionKind<P, I> bulk;
    private final List<Clause> clauses = new ArrayList<>();

    private DeletionClauses(BulkDeletionKind<P, I> bulk) {
        this.bulk = bulk;
    }

    /** Returns the clauses for one kind of bulk deletion. */
    public static <P extends Id, I extends Id> List<Clause> of(BulkDeletionKind<P, I> bulk) {
        return new DeletionClauses<>(bulk).all();
    }

    private List<Clause> all() {
        String noun = bulk.noun();
        add(
                id("C30", "M50"),
                "exactly the given " + noun + " are deleted, and the others are kept",
                this::exactlyTheGiven);
        add(id("C31", "M51"), "the report has one result per id, in the order requested", this::resultsInTheOrderAsked);
        add(id("C32", "M52"), "a duplicate id counts once", this::duplicates);
        add(
                id("C33", "M53"),
                "an empty collection of " + noun + " gives an empty report and sends no request",
                this::nothing);
        add(id("C34", "M54"), "a null id or a null collection is refused before any request", this::nulls);
        add(id("C35", "M55"), "an absent id is ALREADY_ABSENT", this::absent);
        add(id("C36", "M56"), "present and absent " + noun + " each get their own outcome", this::mixed);
        add(id("C37", "M57"), "250 " + noun + " are deleted by one call", context -> many(context, 250));
        add(id("C38", "M58"), "1,000 " + noun + " are deleted by one call", context -> many(context, 1_000));
        add(
                id("C39", "M59"),
                "a repeated deletion reports ALREADY_ABSENT, or the outcome that the fixture's deletedAgain() returns",
                this::again);
        add(
                id("C40", "M60"),
                "a missing parent stops the deletion of " + noun
                        + ": FAILED if a request was sent, NOT_ATTEMPTED if not, never ALREADY_ABSENT",
                this::missingParent);
        add(
                id("C41", "M61"),
                "on an interrupted thread, nothing is sent or deleted, and the interrupt flag stays set",
                this::interrupted);
        clauses.add(Clause.of(
                        id("C42", "M62"),
                        "a call with one malformed id is refused as a whole: nothing is sent or deleted",
                        this::malformed)
                .needs(bulk.capability())
                .when(
                        "ids that only this provider refuses",
                        fixture -> !bulk.malformed(fixture).isEmpty()));
        clauses.add(Clause.of(
                        id("C43", "M63"),
                        "every request of a deletion of " + noun + " is reported to the listener",
                        this::accounted)
                .needs(bulk.capability())
                .onTheWire());
        add(id("C44", "M64"), "an id of another parent deletes nothing", this::ofAnotherParent);
        return clauses;
    }

    private void add(String id, String says, Clause.Proof proof) {
        clauses.add(Clause.of(id, says, proof).needs(bulk.capability()));
    }

    /** Returns the id that a clause has for this kind of deletion. */
    private String id(String checkpoints, String versions) {
        return bulk.operation() == Operation.DELETE_CHECKPOINTS ? checkpoints : versions;
    }

    private void exactlyTheGiven(ContractContext context) {
        P parent = bulk.given(context.fixture(), 5);
        P neighbour = bulk.given(context.fixture(), 5);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> others = bulk.existing(context.fixture(), neighbour);
        DeleteReport<I> report = delete(context, parent, there.subList(1, 3));
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.DELETED);
        assertThat(report.abortCause()).isEmpty();
        List<I> left = new ArrayList<>(there);
        left.subList(1, 3).clear();
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(left);
        assertThat(bulk.existing(context.fixture(), neighbour)).containsExactlyInAnyOrderElementsOf(others);
    }

    private void resultsInTheOrderAsked(ContractContext context) {
        P parent = bulk.given(context.fixture(), 6);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = List.of(there.get(4), there.get(0), there.get(3), there.get(1));
        DeleteReport<I> report = delete(context, parent, asked);
        assertThat(ids(report)).isEqualTo(asked);
        assertThat(report.provider()).isEqualTo(context.client().provider());
    }

    private void duplicates(ContractContext context) {
        P parent = bulk.given(context.fixture(), 4);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = List.of(there.get(2), there.get(0), there.get(2), there.get(0));
        DeleteReport<I> report = delete(context, parent, asked);
        assertThat(ids(report)).isEqualTo(List.of(there.get(2), there.get(0)));
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.DELETED);
        assertThat(bulk.existing(context.fixture(), parent)).hasSize(there.size() - 2);
    }

    private void nothing(ContractContext context) throws Throwable {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        context.sends(0, () -> {
            DeleteReport<I> report = delete(context, parent, List.of());
            assertThat(report.results()).isEmpty();
            assertThat(report.complete()).isTrue();
        });
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    @SuppressWarnings("NullAway") // callers outside @NullMarked code may pass null
    private void nulls(ContractContext context) {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> withNull = new ArrayList<>(there);
        withNull.add(null);
        context.refuses("a null id", () -> delete(context, parent, withNull));
        context.refuses("a null collection", () -> delete(context, parent, null));
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    private void absent(ContractContext context) {
        P parent = bulk.given(context.fixture(), 3);
        DeleteReport<I> report = delete(context, parent, List.of(bulk.absent(context.fixture())));
        assertThat(report.results()).extracting(DeleteResult::outcome).containsExactly(DeleteOutcome.ALREADY_ABSENT);
        assertThat(report.complete()).isTrue();
        assertThat(bulk.existing(context.fixture(), parent)).hasSizeGreaterThanOrEqualTo(3);
    }

    private void mixed(ContractContext context) {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = List.of(there.get(0), bulk.absent(context.fixture()), there.get(2));
        DeleteReport<I> report = delete(context, parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .containsExactly(DeleteOutcome.DELETED, DeleteOutcome.ALREADY_ABSENT, DeleteOutcome.DELETED);
        assertThat(report.abortCause()).isEmpty();
        assertThat(bulk.existing(context.fixture(), parent)).doesNotContainAnyElementsOf(asked);
    }

    private void many(ContractContext context, int number) {
        P parent = bulk.given(context.fixture(), number + 2);
        List<I> there = bulk.existing(context.fixture(), parent);
        List<I> asked = there.subList(0, number);
        DeleteReport<I> report = delete(context, parent, asked);
        assertThat(ids(report)).isEqualTo(asked);
        assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.DELETED);
        assertThat(bulk.existing(context.fixture(), parent))
                .containsExactlyInAnyOrderElementsOf(there.subList(number, there.size()));
    }

    private void again(ContractContext context) {
        P parent = bulk.given(context.fixture(), 4);
        List<I> asked = bulk.existing(context.fixture(), parent).subList(0, 2);
        delete(context, parent, asked).orThrow();
        DeleteReport<I> report = delete(context, parent, asked);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(DeleteOutcome.ALREADY_ABSENT, context.fixture().deletedAgain(bulk.operation()));
        assertThat(bulk.existing(context.fixture(), parent)).hasSizeGreaterThanOrEqualTo(2);
    }

    private void missingParent(ContractContext context) {
        I id = bulk.existing(context.fixture(), bulk.given(context.fixture(), 3))
                .get(0);
        DeleteReport<I> report = delete(context, bulk.absentParent(context.fixture()), List.of(id));
        assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(DeleteOutcome.FAILED, DeleteOutcome.NOT_ATTEMPTED);
        if (context.fixture().wire().isPresent()) {
            boolean sent = context.requests().stream()
                    .anyMatch(request ->
                            request.operation().filter(bulk.operation()::equals).isPresent());
            assertThat(report.results())
                    .extracting(DeleteResult::outcome)
                    .as(sent ? "outcome of an id that was sent" : "outcome of an id that was never sent")
                    .containsOnly(sent ? DeleteOutcome.FAILED : DeleteOutcome.NOT_ATTEMPTED);
        }
    }

    private void interrupted(ContractContext context) throws Throwable {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        context.sends(0, () -> {
            Thread.currentThread().interrupt();
            DeleteReport<I> report = delete(context, parent, there);
            assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
            assertThat(report.results()).extracting(DeleteResult::outcome).containsOnly(DeleteOutcome.NOT_ATTEMPTED);
        });
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    private void malformed(ContractContext context) {
        P parent = bulk.given(context.fixture(), 3);
        List<I> there = bulk.existing(context.fixture(), parent);
        for (I wrong : bulk.malformed(context.fixture())) {
            List<I> asked = new ArrayList<>(there);
            asked.add(wrong);
            context.refuses("the id " + wrong, () -> delete(context, parent, asked));
        }
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(there);
    }

    private void accounted(ContractContext context) {
        P parent = bulk.given(context.fixture(), 6);
        List<I> asked = new ArrayList<>(bulk.existing(context.fixture(), parent).subList(0, 4));
        asked.add(bulk.absent(context.fixture()));
        delete(context, parent, asked).orThrow();
        assertThat(context.listener().attempted()).hasSameSizeAs(context.requests());
        assertThat(context.requests())
                .filteredOn(WireRequest::changedState)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.operation()).contains(bulk.operation()));
    }

    private void ofAnotherParent(ContractContext context) {
        P parent = bulk.given(context.fixture(), 2);
        P neighbour = bulk.given(context.fixture(), 6);
        List<I> own = bulk.existing(context.fixture(), parent);
        List<I> others = bulk.existing(context.fixture(), neighbour);
        I stranger = others.stream().filter(id -> !own.contains(id)).findFirst().orElseThrow();
        DeleteReport<I> report = delete(context, parent, List.of(stranger));
        assertThat(bulk.existing(context.fixture(), neighbour)).containsExactlyInAnyOrderElementsOf(others);
        assertThat(bulk.existing(context.fixture(), parent)).containsExactlyInAnyOrderElementsOf(own);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .doesNotContain(DeleteOutcome.DELETED, DeleteOutcome.PRESUMED_DELETED);
    }

    private DeleteReport<I> delete(ContractContext context, P parent, Collection<I> ids) {
        return bulk.delete(context.client(), parent, ids);
    }

    private List<I> ids(DeleteReport<I> report) {
        return report.results().stream().map(DeleteResult::id).toList();
    }
}
