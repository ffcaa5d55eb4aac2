package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.list.ListKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.JsonEdit;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The rows F69 to F71: an answer in the service's own format belongs to another request, as from a cache. It is the
 * answer to an earlier deletion, or contains list items of another parent.
 */
public final class RepeatedAnswerFaults {

    private static final String PARENT = "the items name another parent";
    private static final String SUCCESS = "not applied, answered with the success of a smaller deletion";
    private static final String ABSENCE = "not applied, answered as a deletion of absent ids";
    private static final String JSON = "application/json";

    /** More than the retries of any provider. */
    private static final int MANY = 40;

    private RepeatedAnswerFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(otherParent(RunLists.CHECKPOINTS));
        clauses.add(otherParent(ModelLists.VERSIONS));
        clauses.addAll(NotApplicable.but(
                Set.of(Operation.LIST_CHECKPOINTS, Operation.LIST_VERSIONS),
                "F69",
                PARENT,
                "only lists of checkpoints and versions have a parent that their items may name"));
        clauses.add(smaller(BulkDeletionKind.CHECKPOINTS));
        clauses.add(smaller(BulkDeletionKind.VERSIONS));
        clauses.add(answered("F70", Operation.DELETE_MODEL, SUCCESS, RepeatedAnswerFaults::smallerModel)
                .needs(FaultTrial.capability(Operation.DELETE_VERSIONS)));
        Set<Operation> bulks = Set.of(Operation.DELETE_CHECKPOINTS, Operation.DELETE_VERSIONS);
        Set<Operation> deletions = new HashSet<>(bulks);
        deletions.add(Operation.DELETE_MODEL);
        clauses.addAll(NotApplicable.but(deletions, "F70", SUCCESS, "only a deletion is confirmed by its answer"));
        clauses.add(absence(BulkDeletionKind.CHECKPOINTS));
        clauses.add(absence(BulkDeletionKind.VERSIONS));
        clauses.addAll(NotApplicable.but(bulks, "F71", ABSENCE, "row F20 covers the absence of a model"));
        return clauses;
    }

    private static Clause answered(String id, Operation operation, String about, Clause.Proof proof) {
        return Clause.of(id, operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire()
                .ends("FAILED, REFUSED or UNKNOWN (1 to 3 per batch, and a read)");
    }

    private static <P, I> Clause otherParent(ListKind<P, I> listing) {
        return Clause.of("F69", listing.operation().label() + ": " + PARENT, context -> otherParent(context, listing))
                .needs(listing.capability())
                .onTheWire();
    }

    private static <P, I> void otherParent(ContractContext context, ListKind<P, I> listing) {
        P parent = listing.given(context.fixture(), 3);
        JsonEdit edit = JsonEdit.others(words(((Id) parent).value()));
        context.wire().inject(listing.operation(), Fault.editJson(edit));
        Throwable thrown = catchThrowable(() -> listing.page(context.client(), parent, PageRequest.first()));
        if (edit.spoiled()) {
            assertThat(thrown)
                    .as("a list whose items name another parent")
                    .isInstanceOf(MalformedResponseException.class);
        } else {
            assertThat(thrown).isNull();
        }
    }

    /** Returns an id, and the parts that a provider may have composed it from. */
    private static Set<String> words(String id) {
        Set<String> words = new HashSet<>(List.of(id.split(":", -1)));
        words.add(id);
        return words;
    }

    private static <P extends Id, I extends Id> Clause smaller(BulkDeletionKind<P, I> bulk) {
        return answered("F70", bulk.operation(), SUCCESS, context -> {
                    P other = bulk.given(context.fixture(), 3);
                    List<I> fewer =
                            List.copyOf(bulk.existing(context.fixture(), other).subList(0, 2));
                    Runnable deletion =
                            () -> bulk.delete(context.client(), other, fewer).orThrow();
                    Fault success = recorded(context, bulk.operation(), deletion, answer -> answer)
                            .orElseThrow();
                    P parent = bulk.given(context.fixture(), 4);
                    checkKept(
                            context,
                            bulk,
                            parent,
                            bulk.existing(context.fixture(), parent).subList(0, 3),
                            success);
                })
                .when("requests with several ids", fixture -> fixture.maxBatchSize(bulk.operation()) > 2);
    }

    private static <P extends Id, I extends Id> Clause absence(BulkDeletionKind<P, I> bulk) {
        return answered("F71", bulk.operation(), ABSENCE, context -> {
            P other = bulk.given(context.fixture(), 2);
            I absent = bulk.absent(context.fixture());
            P parent = bulk.given(context.fixture(), 3);
            I asked = bulk.existing(context.fixture(), parent).get(1);
            Runnable deletion =
                    () -> bulk.delete(context.client(), other, List.of(absent)).orThrow();
            // A provider that lists first does not send an absent id, so there is no answer to record.
            recorded(context, bulk.operation(), deletion, answer -> answer.replace(absent.value(), asked.value()))
                    .ifPresent(absence -> checkKept(context, bulk, parent, List.of(asked), absence));
        });
    }

    private static <P extends Id, I extends Id> void checkKept(
            ContractContext context, BulkDeletionKind<P, I> bulk, P parent, List<I> some, Fault answer) {
        List<I> asked = List.copyOf(some);
        for (int i = 0; i < MANY; i++) {
            context.wire().inject(bulk.operation(), answer);
        }
        DeleteReport<I> report = bulk.delete(context.client(), parent, asked);
        assertThat(bulk.existing(context.fixture(), parent)).containsAll(asked);
        assertThat(report.results())
                .as("outcomes of items that still exist")
                .extracting(DeleteResult::outcome)
                .noneMatch(DeleteOutcome::isAbsent);
    }

    private static void smallerModel(ContractContext context) {
        ModelId other = ModelLists.VERSIONS.given(context.fixture(), 1);
        Runnable deletion = () -> context.models().delete(other).orThrow();
        Fault success = recorded(context, Operation.DELETE_MODEL, deletion, answer -> answer)
                .orElseThrow();
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        List<VersionId> versions = List.copyOf(context.fixture().versions(model));
        for (int i = 0; i < MANY; i++) {
            context.wire().inject(Operation.DELETE_MODEL, success);
            context.wire().inject(Operation.DELETE_VERSIONS, success);
        }
        ModelDeletion report = context.models().delete(model);
        assertThat(context.fixture().versions(model)).containsExactlyInAnyOrderElementsOf(versions);
        assertThat(report.outcome().isAbsent())
                .as(
                        "%s of a model that still exists, where the service counts fewer versions than the model has",
                        report)
                .isFalse();
    }

    /**
     * Runs a deletion and returns a fault that repeats the last answer of the service, with changes. Returns empty if
     * no request was sent.
     */
    private static Optional<Fault> recorded(
            ContractContext context, Operation operation, Runnable deletion, UnaryOperator<String> change) {
        AtomicReference<String> answer = new AtomicReference<>("");
        int before = context.requests().size();
        context.wire().inject(operation, Fault.editText(body -> {
            answer.set(body);
            return body;
        }));
        deletion.run();
        boolean sent = context.requests().stream()
                .skip(before)
                .anyMatch(request -> request.operation().equals(Optional.of(operation)));
        return sent ? Optional.of(Fault.answer(200, JSON, change.apply(answer.get()))) : Optional.empty();
    }
}
