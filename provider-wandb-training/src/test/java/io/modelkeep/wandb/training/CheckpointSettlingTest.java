package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.RunId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.LatestCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a deletion of steps finds out what happened, where the answers do not say. */
class CheckpointSettlingTest {

    private static SimulatedFault counting(long deleted, List<Integer> notFound) {
        return SimulatedFault.editJson(answer -> Map.of("deleted_count", deleted, "not_found_steps", notFound));
    }

    @Test
    void stepsNotFoundAreLookedUpInOneListAndNoMore() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(450);
            long[] steps = LongStream.rangeClosed(301, 600).toArray();
            DeleteReport<CheckpointId> report = run.delete(training, steps);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 150, ALREADY_ABSENT, 150));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(3);
            // 300 are left, which are three pages, for all three batches together
            assertThat(run.seen("list-checkpoints")).isEqualTo(3);
        }
    }

    @Test
    void aStepThatTheServiceDoesNotFindAndStillListsIsRefused() {
        try (ServerRun run =
                new ServerRun(WandbTrainingSimulator.builder().latestCheckpoint(LatestCheckpoint.KEPT), Map.of())) {
            RunId training = run.given(3);
            DeleteReport<CheckpointId> report = run.delete(training, 2, 3, 9);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("2", DELETED, "3", REFUSED, "9", ALREADY_ABSENT));
            assertThat(run.left(training)).containsExactly(1L, 3L);
        }
    }

    @Test
    void stepsNotFoundAreUnknownWhileTheListFails() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(1);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("list-checkpoints", SimulatedFault.status(503));
            }
            DeleteReport<CheckpointId> report = run.delete(training, 1, 7);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", DELETED, "7", UNKNOWN));
            assertThat(report.results().get(1).cause()).containsInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void aLostAnswerIsReadAndNotSentAgain() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(5);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            assertThat(ServerRun.outcomes(run.delete(training, 2, 4)))
                    .isEqualTo(Map.of("2", PRESUMED_DELETED, "4", PRESUMED_DELETED));
            assertThat(run.deletions()).containsExactly("{\"steps\":[2,4]}");
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
            assertThat(run.left(training)).containsExactly(1L, 3L, 5L);
        }
    }

    @Test
    void onlyWhatIsStillListedIsSentAgain() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(5);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(502));
            assertThat(ServerRun.outcomes(run.delete(training, 2, 4, 9)))
                    .isEqualTo(Map.of("2", DELETED, "4", DELETED, "9", PRESUMED_DELETED));
            assertThat(run.deletions()).containsExactly("{\"steps\":[2,4,9]}", "{\"steps\":[2,4]}");
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
            assertThat(run.left(training)).containsExactly(1L, 3L, 5L);
        }
    }

    @Test
    void listedStep_afterFailuresOnly_isFailed() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            }
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", FAILED));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(3);
            assertThat(run.left(training)).containsExactly(1L, 2L);
        }
    }

    @Test
    void aRefusalAfterAnAttemptThatEndedIsARefusal() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", REFUSED));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(2);
            assertThat(run.left(training)).containsExactly(1L, 2L);
        }
    }

    @Test
    void withOneAttemptNothingIsSentAgainAndTheReadStillHappens() {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder(), Map.of("max-attempts", "1"))) {
            RunId training = run.given(2);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(500).applied());
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", PRESUMED_DELETED));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            assertThat(ServerRun.outcomes(run.delete(training, 2))).isEqualTo(Map.of("2", FAILED));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(2);
        }
    }

    @Test
    void aStepSavedAgainWhileItsDeletionIsInDoubtIsLeftAlone() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            run.afterAttempt(event -> {
                if (event.route().startsWith("DELETE") && event.attempt() == 2) {
                    run.simulator.addCheckpoint(training.value(), 2, Map.of("val/reward", 0.99));
                }
            });
            DeleteReport<CheckpointId> report = run.delete(training, 2);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("2", FAILED));
            assertThat(report.results().get(0).cause()).containsInstanceOf(ConflictException.class);
            assertThat(run.seen("delete-checkpoints")).isEqualTo(2);
            assertThat(run.left(training)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void countsThatDoNotFitAreSettledByAList() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", counting(1, List.of()));
            assertThat(ServerRun.outcomes(run.delete(training, 1, 2)))
                    .isEqualTo(Map.of("1", PRESUMED_DELETED, "2", PRESUMED_DELETED));
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.answer(200, "application/json", "{\"deleted_count\":0,\"not_found_steps\":[]}"));
            assertThat(ServerRun.outcomes(run.delete(training, 3))).isEqualTo(Map.of("3", REFUSED));
            assertThat(run.left(training)).containsExactly(3L);
        }
    }

    @Test
    void stepsNotFoundThatWereNotAskedForMakeTheAnswerDoubtful() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", counting(1, List.of(77)));
            assertThat(ServerRun.outcomes(run.delete(training, 1, 2)))
                    .isEqualTo(Map.of("1", PRESUMED_DELETED, "2", PRESUMED_DELETED));
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
        }
    }

    @Test
    void aStepNamedTwiceAsNotFoundMakesTheAnswerDoubtful() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", counting(1, List.of(9, 9)));
            assertThat(ServerRun.outcomes(run.delete(training, 1, 9)))
                    .isEqualTo(Map.of("1", PRESUMED_DELETED, "9", PRESUMED_DELETED));
        }
    }

    @Test
    void anEmptyListOfStepsCannotEvenBeMade() {
        assertThatThrownBy(() -> new WandbTrainingJson.DeleteSteps(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreDeletedThanAskedStopsEverything() {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder(), Map.of("max-concurrency", "1"))) {
            RunId training = run.given(300);
            run.simulator.inject("delete-checkpoints", counting(101, List.of()));
            DeleteReport<CheckpointId> report =
                    run.delete(training, LongStream.rangeClosed(1, 250).toArray());
            assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
            assertThat(report.summary()).isEqualTo(Map.of(PRESUMED_DELETED, 100, NOT_ATTEMPTED, 150));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
            assertThat(run.left(training)).hasSize(200);
        }
    }

    @Test
    void aCountTooLongForANumberIsStillMoreThanAsked() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.answer(
                            200,
                            "application/json",
                            "{\"deleted_count\":99999999999999999999,\"not_found_steps\":[]}"));
            assertThat(run.delete(training, 1).abortCause()).containsInstanceOf(ScopeExceededException.class);
        }
    }

    @Test
    void nothingIsSentAgainWhereTheListFails() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("list-checkpoints", SimulatedFault.status(503));
            }
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", UNKNOWN));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
            assertThat(run.left(training)).containsExactly(1L, 2L);
        }
    }

    @Test
    void aCutOffAttemptIsRememberedWhenALaterAnswerSaysNotFound() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(503));
            run.afterAttempt(event -> {
                if (event.route().startsWith("GET") && run.seen("list-checkpoints") == 1) {
                    // The first attempt is carried out after all, late.
                    run.forget(training, 1);
                }
            });
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", PRESUMED_DELETED));
        }
    }

    @Test
    void theWaitComesBeforeTheReadSoThatWhatIsSentAgainWasSeenJustNow() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(503).header("Retry-After", "3"));
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", DELETED));
            assertThat(run.order()).containsExactly("DELETE", "wait", "GET", "DELETE");
        }
    }

    @Test
    void aStepThatWasSeenAndWhoseModelIsGoneByNowIsGoneToo() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            run.simulator.injectOnCall(
                    "list-checkpoints",
                    2,
                    SimulatedFault.answer(404, "application/json", "{\"detail\":\"Model not found\"}"));
            DeleteReport<CheckpointId> report = run.delete(training, 1);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", PRESUMED_DELETED));
            assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void aCutOffDeletionFromAModelThatNeverWasIsNotCalledDone() {
        try (ServerRun run = ServerRun.start()) {
            run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            DeleteReport<CheckpointId> report = run.delete(new RunId("mistyped"), 1);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", UNKNOWN));
            assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void aListThatIsInterruptedIsWhatStoppedTheDeletion() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(150);
            run.afterAttempt(event -> {
                if (event.route().startsWith("GET")) {
                    Thread.currentThread().interrupt();
                }
            });
            DeleteReport<CheckpointId> report = run.delete(training, 1, 999);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", DELETED, "999", UNKNOWN));
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
        }
    }

    @Test
    void unansweredAndListedStep_isUnknown() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.disconnect());
            }
            DeleteReport<CheckpointId> report = run.delete(training, 1);
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", UNKNOWN));
            assertThat(report.results().get(0).cause())
                    .get()
                    .isInstanceOf(OutcomeUnknownException.class)
                    .matches(cause -> !cause.retryable());
        }
    }

    @Test
    void aSuccessThatIsNotDocumentedIsReadAndNotBelieved() {
        for (int status : List.of(201, 202, 206, 299)) {
            try (ServerRun run = ServerRun.start()) {
                RunId training = run.given(2);
                run.simulator.inject(
                        "delete-checkpoints",
                        SimulatedFault.answer(
                                status, "application/json", "{\"deleted_count\":1,\"not_found_steps\":[]}"));
                // What a service only accepted, it may still be processing.
                assertThat(ServerRun.outcomes(run.delete(training, 1)))
                        .isEqualTo(Map.of("1", status == 202 ? UNKNOWN : FAILED));
                // A list may lag behind a success, so that it takes two.
                assertThat(run.seen("list-checkpoints")).isEqualTo(2);
            }
        }
    }

    @Test
    void anUnusableAnswerIsReadAndNotRepeated() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.answer(200, "text/html", "<html>login</html>"));
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", FAILED));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
            assertThat(run.left(training)).containsExactly(1L, 2L);
        }
    }
}
