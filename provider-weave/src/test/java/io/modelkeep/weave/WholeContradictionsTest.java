package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions of a model whose answer and lists do not agree. */
class WholeContradictionsTest {

    private static final String FOREIGN =
            "{\"digest\":\"" + WeaveRun.UNKNOWN_DIGEST + "\",\"base_object_class\":\"%s\"}";

    private static SimulatedFault answer(int status) {
        return SimulatedFault.answer(status, "application/json", "{\"reason\":\"no\"}");
    }

    private static SimulatedFault json(String body) {
        return SimulatedFault.answer(200, "application/json", body);
    }

    /** The list shows five versions, and the service denies the model: as it does where a permission is missing. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void aDenialOfWhatAListShowsIsAFailure(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(5);
            run.simulator.inject("delete-model", answer(404));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(FAILED);
            assertThat(deletion.cause().orElseThrow())
                    .isInstanceOf(ConflictException.class)
                    .hasCauseInstanceOf(NotFoundException.class);
            assertThat(deletion.cascade()).isEmpty();
            assertThat(run.operations()).containsExactly("list-versions", "delete-model", "list-versions");
            assertThat(run.digests(model)).hasSize(5);
        }
    }

    @Test
    void aDenialThatNoListCanCheckIsUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(5);
            run.simulator.inject("delete-model", answer(404));
            run.simulator.injectOnCall("list-versions", 2, answer(403));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(UNKNOWN);
            assertThat(deletion.cause()).containsInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void aListThatOmitsAModelOnceDoesNotMakeItAbsent() {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.lagLists(1);
            ModelId model = run.given(3);
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DELETED);
            assertThat(run.operations()).containsExactly("list-versions", "list-versions", "delete-model");
            assertThat(run.digests(model)).isEmpty();
        }
    }

    @Test
    void anAbsenceThatCannotBeConfirmedIsNotReported() {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.lagLists(1);
            ModelId model = run.given(3);
            for (int call = 2; call <= 4; call++) {
                run.simulator.injectOnCall("list-versions", call, SimulatedFault.status(500));
            }
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(NOT_ATTEMPTED);
            assertThat(deletion.cause()).containsInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void anAbsenceIsNotReportedWhereTheWaitIsInterruptedOrTooLong() {
        try (WeaveRun run = WeaveRun.start()) {
            run.afterAttempt(event -> Thread.currentThread().interrupt());
            ModelDeletion deletion = run.deleteAll(new ModelId("never-published"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(deletion.outcome()).isEqualTo(NOT_ATTEMPTED);
            assertThat(deletion.cause()).containsInstanceOf(CancelledException.class);
        }
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder(), Form.OBJECT_ROUTE, Map.of("call-timeout", "2s"))) {
            assertThat(run.deleteAll(new ModelId("never-published")).outcome()).isEqualTo(NOT_ATTEMPTED);
            assertThat(run.requests("list-versions")).hasSize(1);
        }
    }

    /** A model is many versions, and nothing says that an error left all of them. */
    @ParameterizedTest
    @CsvSource({"409, REFUSED", "422, REFUSED", "403, FAILED"})
    void anErrorAfterWhichSomeVersionsAreGoneSaysHowMany(int status, DeleteOutcome outcome) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(4);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-model", answer(status));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    all.subList(0, 3).forEach(digest -> run.forget(model, digest));
                }
            });
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(outcome);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 3L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {520, 522, 524, 529})
    void listedItem_afterAGatewayError_isUnknown(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", answer(status).appliedLater());
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(UNKNOWN);
            assertThat(run.requests("delete-model")).hasSize(1);
            run.simulator.applyPending();
            assertThat(run.digests(model)).isEmpty();
        }
    }

    /** What was finished by digest is gone, also where the first request is carried out after that. */
    @Test
    void aModelThatIsFinishedByItsDigestsMayBeDeletedLateAsWell() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", answer(504).appliedLater());
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DELETED);
            run.simulator.applyPending();
            assertThat(run.digests(model)).isEmpty();
        }
    }

    @Test
    void aListThatLagsBehindASuccessIsReadAgain() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", json("{\"num_deleted\":2}").applied());
            run.simulator.lagLists(2);
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(PRESUMED_DELETED);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 3L));
        }
    }

    @Test
    void aListThatStillHasItAfterThePauseMeansThatItStays() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", json("{\"num_deleted\":2}"));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(REFUSED);
            assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
            assertThat(run.requests("list-versions")).hasSize(3);
        }
    }

    /** A count below zero, or something deleted that is not a model, is an alarm, whatever became of the model. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"num_deleted\":-5}", "{\"num_deleted\":1,\"deleted_versions\":[FOREIGN]}"})
    void anAnswerAboutSomethingElseIsAnAlarm(String body) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject(
                    "delete-model",
                    json(body.replace("FOREIGN", FOREIGN.formatted("Dataset"))).applied());
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(PRESUMED_DELETED);
            assertThat(deletion.report().alarm()).isPresent();
            assertThat(deletion.report().complete()).isFalse();
            assertThat(deletion.cause()).containsInstanceOf(ScopeExceededException.class);
        }
    }

    /** The names have to be those of the versions that were listed, and as many as the count says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"num_deleted\":3,\"deleted_versions\":[FOREIGN]}",
                "{\"num_deleted\":3,\"deleted_versions\":[]}"
            })
    void namesThatDoNotFitAreSettledByAList(String body) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            SimulatedFault fault = json(body.replace("FOREIGN", FOREIGN.formatted("Model")));
            run.simulator.inject("delete-model", fault);
            assertThat(run.deleteAll(model).outcome()).isEqualTo(REFUSED);
            run.simulator.inject("delete-model", fault.applied());
            assertThat(run.deleteAll(model).outcome()).isEqualTo(PRESUMED_DELETED);
        }
    }

    /** Between the list and the deletion, all versions were deleted, and the name is that of another model now. */
    @Test
    void aNameThatIsUsedAgainBetweenTwoAttemptsLosesNothing() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.simulator.inject("delete-model", SimulatedFault.disconnect().applied());
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    run.simulator.addVersions(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), 2);
                }
            });
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(FAILED);
            assertThat(deletion.cause()).containsInstanceOf(ConflictException.class);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 2L));
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    @Test
    void itemMissingFromTwoLists_isAbsent() {
        try (WeaveRun run = WeaveRun.start()) {
            assertThat(run.deleteAll(new ModelId("never-published")).outcome()).isEqualTo(ALREADY_ABSENT);
            assertThat(run.operations()).containsExactly("list-versions", "list-versions");
        }
    }
}
