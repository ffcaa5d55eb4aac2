package io.modelkeep.weave.internal.delete;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveDigests;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.Form;
import io.modelkeep.weave.Rows;
import io.modelkeep.weave.WeaveRun;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The deletion of a model with all its versions, and of nothing that is none. */
class WeaveModelDeletionTest {

    /** Something happens right after the nth request. */
    private static void after(WeaveRun run, int requests, Runnable happening) {
        run.afterAttempt(event -> {
            if (run.operations().size() == requests) {
                happening.run();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"QUERY, OBJECT_ROUTE", "QUERY, PUBLISHED", "BODY, OBJECT_ROUTE", "BODY, PUBLISHED"})
    void takesAllVersionsAndNoOtherModel(WeaveDigests digests, Form form) {
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder().digests(digests), form, Map.of())) {
            ModelId model = run.given(5);
            ModelId other = run.given("other", 2);
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 5L));
            assertThat(run.operations()).containsExactly("list-versions", "delete-model");
            assertThat(run.digests(model)).isEmpty();
            assertThat(run.digests(other)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void sendsNothingForAModelThatIsNotThere(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(2);
            run.forgetAll(model);
            assertThat(run.deleteAll(new ModelId("never-published")).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
            assertThat(run.operations()).containsOnly("list-versions").hasSize(4);
            assertThat(run.time.sleeps()).hasSize(2).allMatch(pause -> pause.toSeconds() >= 3);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void refusesADatasetAndAnOpOfThatName(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            String data = run.simulator.addObject(WeaveRun.ENTITY, WeaveRun.PROJECT, "Dataset", "rows");
            String op = run.simulator.addOp(WeaveRun.ENTITY, WeaveRun.PROJECT, "predict");
            for (ModelId none : Stream.of(data, op).map(ModelId::new).toList()) {
                ModelDeletion deletion = run.deleteAll(none);
                assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.REFUSED);
                assertThat(deletion.cause()).containsInstanceOf(ConflictException.class);
                assertThat(run.digests(none)).hasSize(1);
            }
            assertThat(run.operations()).containsExactly("list-versions", "list-versions");
        }
    }

    /** Older servers let one name have versions of several kinds. */
    @Test
    void refusesAModelThatHasAVersionOfAnotherKind() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("list-versions", Rows.withFirst("base_object_class", "Dataset"));
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.REFUSED);
            assertThat(run.requests("delete-model")).isEmpty();
            assertThat(run.digests(model)).hasSize(3);
        }
    }

    @Test
    void seesAlsoAKindThatStandsOnALaterPage() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(1_500);
            run.simulator.injectOnCall("list-versions", 2, Rows.withLast("kind", "op"));
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.REFUSED);
            assertThat(run.digests(model)).hasSize(1_500);
            run.simulator.clearExchanges();
            assertThat(run.deleteAll(model).cascade()).isEqualTo(Map.of("versions", 1_500L));
            assertThat(run.operations())
                    .containsExactly("list-versions", "list-versions", "list-versions", "delete-model");
        }
    }

    @Test
    void isNotBegunWhereTheKindCannotBeRead() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.inject("list-versions", 3, SimulatedFault.status(503));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(deletion.cause()).containsInstanceOf(UnavailableException.class);
            assertThat(run.requests("delete-model")).isEmpty();
        }
    }

    @Test
    void isNotAttemptedAfterAnInterrupt() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            Thread.currentThread().interrupt();
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(deletion.cause()).containsInstanceOf(CancelledException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
            after(run, 1, () -> Thread.currentThread().interrupt());
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(run.operations()).containsExactly("list-versions");
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    @Test
    void repeatsWhatWasCertainlyNotCarriedOut() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.status(429));
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(run.operations()).containsExactly("list-versions", "delete-model", "delete-model");
        }
    }

    @Test
    void takesAlongWhatWasPublishedBeforeTheRequestForAll() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            after(run, 1, () -> run.publish(model));
            assertThat(run.deleteAll(model).cascade()).isEqualTo(Map.of("versions", 4L));
            assertThat(run.digests(model)).isEmpty();
        }
    }

    @Test
    void isPresumedDeletedWhereItWasSeenAndTheServiceSaysThatItIsGoneByNow() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            after(run, 1, () -> run.forgetAll(model));
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(run.operations()).containsExactly("list-versions", "delete-model", "list-versions");
        }
    }

    @Test
    void refusalsAreBelievedAndForeign404sAreNot() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.answer(400, "application/json", "{\"reason\":\"no\"}"));
            run.simulator.inject("delete-model", SimulatedFault.answer(401, "application/json", "{\"reason\":\"no\"}"));
            run.simulator.inject("delete-model", SimulatedFault.answer(404, "text/html", "<html></html>"));
            ModelDeletion refused = run.deleteAll(model);
            assertThat(refused.outcome()).isEqualTo(DeleteOutcome.REFUSED);
            assertThat(refused.cause()).containsInstanceOf(InvalidRequestException.class);
            ModelDeletion locked = run.deleteAll(model);
            assertThat(locked.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(locked.cause()).containsInstanceOf(AuthenticationException.class);
            ModelDeletion foreign = run.deleteAll(model);
            assertThat(foreign.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(foreign.cause()).containsInstanceOf(MalformedResponseException.class);
            assertThat(run.digests(model)).hasSize(3);
        }
    }
}
