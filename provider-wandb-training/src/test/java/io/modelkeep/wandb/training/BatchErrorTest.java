package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.RunId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error for a batch says nothing of each step in it: no document says that a deletion is all or nothing. */
class BatchErrorTest {

    private static final Duration BEFORE_SECOND_READ = Duration.ofSeconds(3);

    private static final SimulatedFault UNKNOWN_MODEL =
            SimulatedFault.answer(404, "application/json", "{\"detail\":\"Model not found\"}");

    private static long[] steps(int to) {
        return LongStream.rangeClosed(1, to).toArray();
    }

    @ParameterizedTest
    @CsvSource({"400,REFUSED", "409,REFUSED", "412,REFUSED", "422,REFUSED", "403,FAILED", "401,FAILED", "418,FAILED"})
    void halfOfABatchThatIsGoneBehindAnErrorIsReportedAsGone(int status, DeleteOutcome others) {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(110);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(status).halfApplied());

            DeleteReport<CheckpointId> report = run.delete(training, steps(100));

            assertThat(report.summary()).isEqualTo(Map.of(PRESUMED_DELETED, 50, others, 50));
            assertThat(report.results().subList(0, 50))
                    .extracting(DeleteResult::outcome)
                    .containsOnly(PRESUMED_DELETED);
            assertThat(run.left(training)).hasSize(60).doesNotContain(1L, 50L).contains(51L, 100L);
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
            // Absence that only an error explains is read twice.
            assertThat(run.seen("list-checkpoints")).isEqualTo(2);
            assertThat(run.time.sleeps()).containsExactly(BEFORE_SECOND_READ);
        }
    }

    @Test
    void whereAllIsStillListedOneListIsEnough() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(250);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.status(422));
            }

            DeleteReport<CheckpointId> report = run.delete(training, steps(250));

            assertThat(report.summary()).isEqualTo(Map.of(REFUSED, 250));
            assertThat(run.seen("list-checkpoints")).isEqualTo(3);
            assertThat(run.time.sleeps()).isEmpty();
        }
    }

    @Test
    void anErrorForOneStepIsAboutThatStep() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(403));

            assertThat(ServerRun.outcomes(run.delete(training, 1))).isEqualTo(Map.of("1", REFUSED));
            assertThat(ServerRun.outcomes(run.delete(training, 2))).isEqualTo(Map.of("2", FAILED));
            assertThat(run.seen("list-checkpoints")).isZero();
        }
    }

    @Test
    void aReadThatIsRejectedForTheSameReasonLetsTheAnswerStand() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.forbid(training.value());

            DeleteReport<CheckpointId> report = run.delete(training, 1, 2);

            assertThat(report.summary()).isEqualTo(Map.of(FAILED, 2));
            assertThat(causes(report)).hasOnlyElementsOfType(PermissionDeniedException.class);
            assertThat(report.abortCause()).containsInstanceOf(PermissionDeniedException.class);
        }
        try (ServerRun run =
                new ServerRun(WandbTrainingSimulator.builder(), Map.of("wandb-training.api-key", "another-key"))) {
            DeleteReport<CheckpointId> report = run.delete(run.given(3), 1, 2);

            assertThat(report.summary()).isEqualTo(Map.of(FAILED, 2));
            assertThat(causes(report)).hasOnlyElementsOfType(AuthenticationException.class);
        }
    }

    @Test
    void aReadThatIsRejectedForAnotherReasonSettlesNothing() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(409).halfApplied());
            run.simulator.inject("list-checkpoints", SimulatedFault.status(403));

            assertThat(run.delete(training, 1, 2).summary()).isEqualTo(Map.of(UNKNOWN, 2));
        }
    }

    @Test
    void anAnswerDoesNotStandOnceAnEarlierAttemptMayHaveBeenApplied() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(403));
            run.simulator.injectOnCall("list-checkpoints", 2, SimulatedFault.status(403));

            assertThat(run.delete(training, 1, 2).summary()).isEqualTo(Map.of(UNKNOWN, 2));
        }
    }

    @Test
    void aMissingModelIsMissingForTheReadAsWell() {
        try (ServerRun run = ServerRun.start()) {
            for (long[] steps : List.of(steps(1), steps(2), steps(250))) {
                run.simulator.clearExchanges();
                DeleteReport<CheckpointId> report = run.delete(new RunId("mistyped"), steps);

                assertThat(report.summary().keySet()).isSubsetOf(FAILED, NOT_ATTEMPTED);
                assertThat(report.results().get(0).cause()).containsInstanceOf(NotFoundException.class);
                assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
                assertThat(run.seen("list-checkpoints")).isEqualTo(1);
            }
        }
    }

    @Test
    void aDenialOfAModelThatCanBeListedIsNoAbsence() {
        try (ServerRun run = new ServerRun(WandbTrainingSimulator.builder(), Map.of("max-concurrency", "1"))) {
            RunId training = run.given(150);
            for (long[] steps : List.of(steps(1), steps(2), steps(150))) {
                run.simulator.inject("delete-checkpoints", UNKNOWN_MODEL);

                DeleteReport<CheckpointId> report = run.delete(training, steps);

                assertThat(report.results().get(0).outcome()).isEqualTo(FAILED);
                assertThat(causes(report)).hasOnlyElementsOfType(ConflictException.class);
                assertThat(report.abortCause()).containsInstanceOf(ConflictException.class);
            }
            assertThat(run.left(training)).hasSize(150);
        }
    }

    @Test
    void aDenialAndACompleteListAgreeThatAStepIsAbsent() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(2);
            run.simulator.inject("delete-checkpoints", UNKNOWN_MODEL);

            assertThat(ServerRun.outcomes(run.delete(training, 2, 7)))
                    .isEqualTo(Map.of("2", FAILED, "7", ALREADY_ABSENT));
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
        }
    }

    private static Collection<StoreException> causes(DeleteReport<CheckpointId> report) {
        return report.results().stream()
                .map(result -> result.cause().orElseThrow())
                .toList();
    }
}
