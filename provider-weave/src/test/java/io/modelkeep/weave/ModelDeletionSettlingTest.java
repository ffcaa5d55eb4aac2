package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Deletions of a model whose answer leaves something open, and how they are read and finished. */
class ModelDeletionSettlingTest {

    private static SimulatedFault json(String body) {
        return SimulatedFault.answer(200, "application/json", body);
    }

    /** Something happens right after the nth request. */
    private static void after(WeaveRun run, int requests, Runnable happening) {
        run.afterAttempt(event -> {
            if (run.operations().size() == requests) {
                happening.run();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void isNotRepeatedWhereTheAnswerWasLost(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.disconnect().applied());
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(run.operations()).containsExactly("list-versions", "delete-model", "list-versions");
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void isFinishedByTheDigestsThatWereKnownWhereTheRequestWasLost(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.status(502));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(deletion.cascade()).isEqualTo(Map.of("versions", 3L));
            // The wait comes before the list, so that what is deleted then was seen just now.
            assertThat(run.order())
                    .containsExactly(
                            "list-versions",
                            "delete-model",
                            "wait",
                            "list-versions",
                            "delete-versions",
                            "list-versions");
            assertThat(run.digests(model)).isEmpty();
        }
    }

    /** When, in a deletion that is cut off, a version is published: after which request; what is left, and what is gone. */
    @ParameterizedTest
    @CsvSource({"2, false, UNKNOWN, 4, ", "2, true, FAILED, 1, 3", "3, false, FAILED, 1, 3", "4, false, FAILED, 1, 3"})
    void versionPublishedDuringTheDeletion_isKeptAndReported(
            int requests, boolean applied, DeleteOutcome outcome, int left, @Nullable Long gone) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            SimulatedFault cut = SimulatedFault.disconnect();
            run.simulator.inject("delete-model", applied ? cut.applied() : cut);
            after(run, requests, () -> run.publish(model));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(outcome);
            StoreException cause = deletion.cause().orElseThrow();
            assertThat(outcome == DeleteOutcome.UNKNOWN ? cause.getCause() : cause)
                    .isInstanceOf(ConflictException.class);
            assertThat(deletion.cascade().get("versions")).isEqualTo(gone);
            assertThat(run.digests(model)).hasSize(left);
            assertThat(run.requests("delete-model")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "1, PRESUMED_DELETED"})
    void withOneAttemptIsReadAndNotFinished(int applied, DeleteOutcome outcome) {
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder(), Form.OBJECT_ROUTE, Map.of("max-attempts", "1"))) {
            ModelId model = run.given(3);
            SimulatedFault cut = SimulatedFault.disconnect();
            run.simulator.inject("delete-model", applied == 1 ? cut.applied() : cut);
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(outcome);
            assertThat(run.operations()).containsExactly("list-versions", "delete-model", "list-versions");
            if (outcome == DeleteOutcome.UNKNOWN) {
                assertThat(deletion.cause()).containsInstanceOf(OutcomeUnknownException.class);
            }
        }
    }

    @Test
    void unreadVersion_isUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.disconnect().applied());
            for (int call = 2; call <= 4; call++) {
                run.simulator.injectOnCall("list-versions", call, SimulatedFault.status(500));
            }
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
            assertThat(deletion.cause()).containsInstanceOf(OutcomeUnknownException.class);
            assertThat(run.requests("delete-versions")).isEmpty();
        }
    }

    @Test
    void fewerThanThereWereIsSettledByAList() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", json("{\"num_deleted\":2}"));
            ModelDeletion refused = run.deleteAll(model);
            assertThat(refused.outcome()).isEqualTo(DeleteOutcome.REFUSED);
            assertThat(refused.cause()).containsInstanceOf(MalformedResponseException.class);
            run.simulator.inject("delete-model", json("{\"num_deleted\":2}").applied());
            ModelDeletion deleted = run.deleteAll(model);
            assertThat(deleted.outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(deleted.cascade()).isEqualTo(Map.of("versions", 3L));
        }
    }

    /** One version was deleted by somebody else first, and one was published afterwards. */
    @Test
    void fewerThanThereWereAndANewOneIsNoRefusal() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            Consumer<Integer> happening = requests -> {
                if (requests == 1) {
                    run.forget(model, run.digests(model).get(0));
                } else if (requests == 2) {
                    run.publish(model);
                }
            };
            run.afterAttempt(event -> happening.accept(run.operations().size()));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(deletion.cause()).containsInstanceOf(ConflictException.class);
            assertThat(run.digests(model)).hasSize(1);
        }
    }

    /** Success, and a body that cannot be used; or no success, and no word of an error. */
    static Stream<Named<SimulatedFault>> unusable() {
        return Stream.of(
                named("no count", json("{}")),
                named("HTML", SimulatedFault.answer(200, "text/html", "<html>log in</html>")),
                named("a redirect", SimulatedFault.redirect(302, URI.create("https://example.org/"))));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void anAnswerThatSaysNothingIsReadAndNotRepeated(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", fault);
            ModelDeletion failed = run.deleteAll(model);
            assertThat(failed.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(failed.cause()).containsInstanceOf(MalformedResponseException.class);
            assertThat(run.operations())
                    .startsWith("list-versions", "delete-model", "list-versions")
                    .doesNotContain("delete-versions");
            assertThat(run.requests("delete-model")).hasSize(1);
            run.simulator.inject("delete-model", fault.applied());
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        }
    }

    @Test
    void aKeyThatIsNotAcceptedWhileItIsFinishedLeavesTheRest() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(250);
            run.simulator.inject("delete-model", SimulatedFault.status(503));
            run.simulator.injectOnCall(
                    "delete-versions", 2, SimulatedFault.answer(401, "application/json", "{\"reason\":\"no\"}"));
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome())
                    .as("the first request may still delete the rest")
                    .isEqualTo(DeleteOutcome.UNKNOWN);
            assertThat(deletion.cause().orElseThrow())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasCauseInstanceOf(AuthenticationException.class);
            assertThat(run.digests(model)).hasSize(150);
        }
    }

    @Test
    void excessDeletionAtTheEnd_isAnAlarm() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.status(503));
            run.simulator.inject("delete-versions", json("{\"num_deleted\":9}").applied());
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(deletion.cause()).containsInstanceOf(ScopeExceededException.class);
            assertThat(deletion.report().alarm()).isPresent();
            assertThat(deletion.report().complete()).isFalse();
        }
    }

    @Test
    void isFinishedOnlyAsFarAsTheAnswersSay() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-model", SimulatedFault.status(503));
            after(run, 2, () -> run.forget(model, all.get(0)));
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
            assertThat(run.digests(model)).isEmpty();
        }
    }
}
