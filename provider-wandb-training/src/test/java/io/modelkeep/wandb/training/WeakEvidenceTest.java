package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.RunId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.LatestCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that goes on after its answer, and lists that lag or omit: one answer or one list is not believed alone. */
class WeakEvidenceTest {

    private static final Duration BEFORE_SECOND_READ = Duration.ofSeconds(3);

    private static SimulatedFault omitting(int step) {
        String row = ",?\\{\"id\":\"[^\"]+\",\"step\":" + step + ",\"metrics\":\\{[^}]*}}";
        return SimulatedFault.editText(
                page -> page.replaceFirst(row, "").replaceAll("\"(first|last)_id\":\"[^\"]*\",", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504, 520, 522, 524, 529})
    void aStepStillListedAfterAGatewayGaveUpIsUnknown(int status) {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject(
                        "delete-checkpoints", SimulatedFault.status(status).appliedLater());
            }

            DeleteReport<CheckpointId> report = run.delete(training, 1);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", UNKNOWN));
            assertThat(report.results().get(0).cause()).containsInstanceOf(OutcomeUnknownException.class);
            run.simulator.applyPending();
            assertThat(run.left(training)).containsExactly(2L);
        }
    }

    @Test
    void aServerErrorInForeignWordsEndsNothingEither() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject(
                        "delete-checkpoints",
                        SimulatedFault.answer(503, "text/html", "<html>busy</html>")
                                .appliedLater());
            }
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", UNKNOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aServerErrorInTheServicesOwnWordsEndsTheWork(int status) {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.status(status));
            }
            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", FAILED));
        }
    }

    @Test
    void workThatIsDoneBetweenTheReadAndTheRepetitionIsOurs() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(504).appliedLater());
            run.simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
                run.simulator.applyPending();
                return page;
            }));

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2)))
                    .isEqualTo(Map.of("1", PRESUMED_DELETED, "2", PRESUMED_DELETED));
            assertThat(run.seen("delete-checkpoints")).isEqualTo(2);
            assertThat(run.left(training)).containsExactly(3L);
        }
    }

    @Test
    void aStepThatOneListOmitsIsLookedForAgain() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));
            run.simulator.inject("list-checkpoints", omitting(2));

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2))).isEqualTo(Map.of("1", REFUSED, "2", REFUSED));
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
            assertThat(run.time.sleeps()).containsExactly(BEFORE_SECOND_READ);
        }
    }

    @Test
    void aSecondListThatFailsLeavesAbsenceUnknown() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));
            run.simulator.inject("list-checkpoints", omitting(2));
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("list-checkpoints", SimulatedFault.status(503));
            }

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2))).isEqualTo(Map.of("1", REFUSED, "2", UNKNOWN));
        }
    }

    @Test
    void withoutTimeForASecondListAbsenceIsUnknown() {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder(), Map.of("call-timeout", "2s"))) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));
            run.simulator.inject("list-checkpoints", omitting(2));

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2))).isEqualTo(Map.of("1", REFUSED, "2", UNKNOWN));
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
        }
    }

    @Test
    void oneSecondListServesAllBatches() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(90);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject(
                        "delete-checkpoints", SimulatedFault.status(409).halfApplied());
            }
            long[] steps = LongStream.rangeClosed(1, 250).toArray();

            DeleteReport<CheckpointId> report = run.delete(training, steps);

            assertThat(run.seen("delete-checkpoints")).isEqualTo(3);
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
            assertThat(report.summary()).isEqualTo(Map.of(REFUSED, 40, PRESUMED_DELETED, 210));
        }
    }

    @Test
    void aListThatLagsBehindASuccessDoesNotMakeARefusal() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.lagLists(1);
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.editJson(answer -> Map.of("deleted_count", 1, "not_found_steps", List.of())));

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2)))
                    .isEqualTo(Map.of("1", PRESUMED_DELETED, "2", PRESUMED_DELETED));
            assertThat(run.time.sleeps()).containsExactly(BEFORE_SECOND_READ);
        }
    }

    @Test
    void aSuccessThatTwoListsContradictIsARefusal() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.answer(200, "application/json", "{\"deleted_count\":1,\"not_found_steps\":[]}"));

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2))).isEqualTo(Map.of("1", REFUSED, "2", REFUSED));
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
        }
    }

    @Test
    void aStepThatAnotherClientDeletedIsAbsentOnceTheListFollows() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.lagLists(1);
            run.simulator.removeCheckpoint(training.value(), 2);

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2)))
                    .isEqualTo(Map.of("1", DELETED, "2", ALREADY_ABSENT));
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
        }
    }

    @Test
    void aStepThatIsNotFoundAndListedTwiceIsRefused() {
        try (ServerRun run =
                new ServerRun(WandbTrainingSimulator.builder().latestCheckpoint(LatestCheckpoint.KEPT), Map.of())) {
            RunId training = run.given(3);

            assertThat(ServerRun.outcomes(run.delete(training, 2, 3))).isEqualTo(Map.of("2", DELETED, "3", REFUSED));
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
        }
    }

    @Test
    void aStepThatIsSentAgainNeedsNoSecondListForItsFirstAnswer() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.cutBody());
            run.simulator.lagLists(1);

            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", PRESUMED_DELETED));
            assertThat(run.order()).containsExactly("DELETE", "wait", "GET", "DELETE", "GET");
        }
    }

    @Test
    void secondList_settlesStepsThatTheFirstCouldNotDecide() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(150);
            run.simulator.inject(
                    "delete-checkpoints",
                    SimulatedFault.answer(200, "application/json", "{\"deleted_count\":1,\"not_found_steps\":[]}"));
            for (int list = 2; list <= 4; list++) {
                run.simulator.injectOnCall("list-checkpoints", list, SimulatedFault.status(503));
            }

            assertThat(ServerRun.outcomes(run.delete(training, 1, 150)))
                    .isEqualTo(Map.of("1", REFUSED, "150", REFUSED));
        }
    }

    @Test
    void anInterruptBeforeTheSecondListLeavesAbsenceUnknown() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(409).halfApplied());
            run.afterAttempt(event -> {
                if (event.route().startsWith("GET")) {
                    Thread.currentThread().interrupt();
                }
            });

            DeleteReport<CheckpointId> report = run.delete(training, 1, 2);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", UNKNOWN, "2", REFUSED));
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aSecondListThatIsInterruptedIsWhatStoppedTheDeletion() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(150);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(409).halfApplied());
            run.afterAttempt(event -> {
                if (run.seen("list-checkpoints") == 3) {
                    run.stores.close();
                }
            });

            DeleteReport<CheckpointId> report = run.delete(training, 1, 2);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", UNKNOWN, "2", REFUSED));
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
        }
    }

    @Test
    void cleanAnswersCostNoReadAndNoPause() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);

            assertThat(ServerRun.outcomes(run.delete(training, 1, 2))).isEqualTo(Map.of("1", DELETED, "2", DELETED));
            assertThat(ServerRun.outcomes(run.delete(training, 3, 9)))
                    .isEqualTo(Map.of("3", DELETED, "9", ALREADY_ABSENT));
            assertThat(run.order()).containsExactly("DELETE", "DELETE", "GET");
            assertThat(run.time.sleeps()).isEmpty();
        }
    }
}
