package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.RunId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only the checkpoint that the caller means is deleted: a step that was saved again is another one. */
class ExpectedRevisionsTest {

    private static void saveAgain(ServerRun run, RunId training, long step) {
        run.simulator.addCheckpoint(training.value(), step, Map.of("val/reward", 0.99));
    }

    @Test
    void areDeclaredAndAddNoRequestToACleanAnswer() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            DeleteReport<CheckpointId> report =
                    run.delete(training, Map.of(1L, run.revision(training, 1), 2L, run.revision(training, 2)));

            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 2));
            assertThat(run.order()).containsExactly("DELETE");
            assertThat(run.stores.checkpoints().capabilities()).contains(Capability.CHECKPOINT_REVISION);
        }
    }

    @Test
    void aStepSavedAgainBeforeTheFirstReadIsNotSentAgain() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(5);
            Map<Long, String> expected = Map.of(4L, run.revision(training, 4));
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            run.afterAttempt(event -> {
                if (event.route().startsWith("DELETE")) {
                    saveAgain(run, training, 4);
                }
            });

            DeleteReport<CheckpointId> report = run.delete(training, expected);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("4", FAILED));
            assertThat(report.results().get(0).cause()).containsInstanceOf(ConflictException.class);
            assertThat(run.seen("delete-checkpoints")).isEqualTo(1);
            assertThat(run.left(training)).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void aStepThatStillHasItsRevisionIsSentAgain() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(5);
            Map<Long, String> expected = Map.of(2L, run.revision(training, 2), 4L, run.revision(training, 4));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(502));
            run.afterAttempt(event -> {
                if (event.route().startsWith("DELETE") && run.seen("delete-checkpoints") == 1) {
                    saveAgain(run, training, 4);
                }
            });

            assertThat(ServerRun.outcomes(run.delete(training, expected))).isEqualTo(Map.of("2", DELETED, "4", FAILED));
            assertThat(run.deletions()).hasSize(2).last().isEqualTo("{\"steps\":[2]}");
            assertThat(run.left(training)).containsExactly(1L, 3L, 4L, 5L);
        }
    }

    @Test
    void aReadThatOnlySettlesComparesAsWell() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            Map<CheckpointId, String> expected = Map.of(new CheckpointId("2"), run.revision(training, 2));
            saveAgain(run, training, 2);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(409));

            DeleteReport<CheckpointId> report = run.stores
                    .checkpoints()
                    .delete(training, List.of(new CheckpointId("1"), new CheckpointId("2")), expected);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("1", REFUSED, "2", FAILED));
            assertThat(report.results().get(1).cause()).containsInstanceOf(ConflictException.class);
        }
    }

    @Test
    void theSecondListComparesAsWell() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(409).halfApplied());
            Map<Long, String> expected = Map.of(1L, run.revision(training, 1), 2L, run.revision(training, 2));
            run.afterAttempt(event -> {
                if (event.route().startsWith("GET") && run.seen("list-checkpoints") == 1) {
                    saveAgain(run, training, 1);
                    saveAgain(run, training, 2);
                }
            });

            DeleteReport<CheckpointId> report = run.delete(training, expected);

            assertThat(report.summary()).isEqualTo(Map.of(REFUSED, 1, FAILED, 1));
            assertThat(run.left(training)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void absentStep_isAbsent_withAnyExpectedRevision() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            assertThat(ServerRun.outcomes(run.delete(training, Map.of(2L, "any-revision"))))
                    .isEqualTo(Map.of("2", PRESUMED_DELETED));
        }
    }

    @Test
    void anExpectationThatCannotBeKeptIsRefusedBeforeAnyRequest() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(3);
            List<CheckpointId> one = List.of(new CheckpointId("1"));
            assertThatThrownBy(() -> run.stores.checkpoints().delete(training, one, Map.of(new CheckpointId("2"), "r")))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> run.stores.checkpoints().delete(training, one, Map.of(new CheckpointId("1"), " ")))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }
}
