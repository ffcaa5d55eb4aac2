package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rows in which another caller changes the item to delete between the first attempt and the next request. */
public final class ChangeBetweenAttemptsFaults {

    private static final String SAVED = "the checkpoint is saved again between a lost answer and the settling read";
    private static final String NAMED = "another model of the same name appears after a lost answer";
    private static final String PARENT = "the model is deleted between two attempts";
    private static final String USED = "the model starts to serve production between two attempts";

    private ChangeBetweenAttemptsFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (String form : List.of("no answer", "504")) {
            Fault fault = form.equals("504") ? Fault.status(504) : Fault.disconnect();
            clauses.add(clause(
                            "F60",
                            Operation.DELETE_CHECKPOINTS,
                            SAVED + " (" + form + ")",
                            context -> savedAgain(context, fault.applied()))
                    .needs(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_REVISION)
                    .when("checkpoints that can be saved again", ChangeBetweenAttemptsFaults::savesAgain)
                    .ends("FAILED because of ConflictException for that checkpoint (1)"));
        }
        clauses.add(clause("F61", Operation.DELETE_MODEL, NAMED, ChangeBetweenAttemptsFaults::namedAgain)
                .ends("the true state of the first model, and the second is kept (1 to 3)"));
        clauses.add(clause("F62", Operation.DELETE_VERSIONS, PARENT, ChangeBetweenAttemptsFaults::parentGoes)
                .needs(Capability.MODEL_DELETE)
                .ends("PRESUMED_DELETED or UNKNOWN, or FAILED, stopped by NotFoundException (1 to 3)"));
        clauses.add(clause("F63", Operation.DELETE_MODEL, USED, ChangeBetweenAttemptsFaults::inUse)
                .when("models that serve production", fixture -> fixture.serve(fixture.givenModel("probed")))
                .ends("REFUSED or FAILED or UNKNOWN (1)"));
        clauses.addAll(NotApplicable.but(
                Set.of(Operation.DELETE_CHECKPOINTS),
                "F60",
                SAVED,
                "only checkpoints can be saved again under the same id"));
        clauses.addAll(NotApplicable.but(
                Set.of(Operation.DELETE_MODEL), "F61", NAMED, "only models have names that can be " + "reused"));
        clauses.addAll(NotApplicable.but(
                Set.of(Operation.DELETE_VERSIONS),
                "F62",
                PARENT,
                "only versions have a parent that callers can " + "delete"));
        clauses.addAll(NotApplicable.but(
                Set.of(Operation.DELETE_MODEL), "F63", USED, "the row covers the deletion of " + "models only"));
        return clauses;
    }

    private static Clause clause(String id, Operation operation, String about, Clause.Proof proof) {
        return Clause.of(id, operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire();
    }

    private static boolean savesAgain(StoreFixture fixture) {
        RunId run = fixture.givenRun(1);
        return fixture.saveAgain(run, fixture.checkpoints(run).get(0));
    }

    private static void savedAgain(ContractContext context, Fault lost) {
        RunId run = context.fixture().givenRun(5);
        List<CheckpointId> there = context.fixture().checkpoints(run);
        List<CheckpointId> asked =
                there.subList(0, Math.min(3, context.fixture().maxBatchSize(Operation.DELETE_CHECKPOINTS)));
        Map<CheckpointId, String> expected = context.revisions(run);
        expected.keySet().retainAll(asked);
        CheckpointId again = asked.get(0);
        context.wire().inject(Operation.DELETE_CHECKPOINTS, lost);
        onceSent(context, Operation.DELETE_CHECKPOINTS, () -> context.fixture().saveAgain(run, again));
        DeleteReport<CheckpointId> report = context.checkpoints().delete(run, asked, expected);
        assertThat(context.fixture().checkpoints(run))
                .as("checkpoints after a deletion with a lost answer, the first of them saved again")
                .contains(again)
                .doesNotContainAnyElementsOf(asked.subList(1, asked.size()));
        for (DeleteResult<CheckpointId> result : report.results()) {
            assertThat(result.outcome())
                    .as("%s", result)
                    .isEqualTo(result.id().equals(again) ? DeleteOutcome.FAILED : DeleteOutcome.PRESUMED_DELETED);
        }
        assertThat(report.results().get(0).cause()).containsInstanceOf(ConflictException.class);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private static void namedAgain(ContractContext context) {
        ModelId first = context.fixture().givenModel("used-again");
        List<ModelId> second = new ArrayList<>();
        context.wire().inject(Operation.DELETE_MODEL, Fault.disconnect().applied());
        onceSent(
                context,
                Operation.DELETE_MODEL,
                () -> second.add(context.fixture().givenModel("used-again")));
        ModelDeletion deletion = context.models().delete(first);
        assertThat(second).hasSize(1);
        assertThat(context.fixture().models())
                .as(
                        "models after %s, whose answer was lost, and after which another of that name was created",
                        deletion)
                .containsAll(second);
        assertThat(deletion.outcome()).isNotIn(DeleteOutcome.DELETED, DeleteOutcome.ALREADY_ABSENT);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private static void parentGoes(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 4);
        List<VersionId> asked = context.fixture().versions(model).subList(0, 1);
        ModelkeepClient others = context.openMore(context.quiet());
        context.wire().inject(Operation.DELETE_VERSIONS, Fault.disconnect());
        onceSent(
                context,
                Operation.DELETE_VERSIONS,
                () -> assertThat(others.models().delete(model, DeleteMode.FORCE).outcome())
                        .isEqualTo(DeleteOutcome.DELETED));
        DeleteReport<VersionId> report = context.models().deleteVersions(model, asked);
        boolean missing =
                report.abortCause().filter(NotFoundException.class::isInstance).isPresent();
        assertThat(report.results().get(0).outcome())
                .as("%s, where the model is gone", report)
                .isIn(
                        DeleteOutcome.PRESUMED_DELETED,
                        DeleteOutcome.UNKNOWN,
                        missing ? DeleteOutcome.FAILED : DeleteOutcome.UNKNOWN);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    private static void inUse(ContractContext context) {
        ModelId model = context.fixture().givenModel("used");
        context.wire().inject(Operation.DELETE_MODEL, Fault.status(503));
        onceSent(context, Operation.DELETE_MODEL, () -> context.fixture().serve(model));
        ModelDeletion deletion = context.models().delete(model);
        assertThat(context.fixture().models())
                .as("models after %s, of a model that started to serve production after the first attempt", deletion)
                .contains(model);
        assertThat(deletion.outcome()).isIn(DeleteOutcome.REFUSED, DeleteOutcome.FAILED, DeleteOutcome.UNKNOWN);
        assertThat(context.wire().unconsumed()).isEmpty();
    }

    /** Runs an action once, after the first request of an operation and before the provider evaluates its result. */
    static void onceSent(ContractContext context, Operation operation, Runnable happening) {
        AtomicBoolean sent = new AtomicBoolean();
        context.listener().afterAttempt(() -> {
            boolean arrived = context.requests().stream()
                    .anyMatch(request -> request.operation().equals(Optional.of(operation)));
            if (arrived && sent.compareAndSet(false, true)) {
                happening.run();
            }
        });
    }
}
