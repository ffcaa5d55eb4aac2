package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.RunId;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What one list could not tell, and the list after a later round does. */
class UnreadStepsTest {

    @Test
    void areSettledByTheListOfALaterRound() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(150);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            run.simulator.injectOnCall("list-checkpoints", 2, SimulatedFault.answer(200, "text/html", "<html>"));

            DeleteReport<CheckpointId> report =
                    run.delete(training, LongStream.rangeClosed(1, 150).toArray());

            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 100, FAILED, 50));
            assertThat(run.left(training))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(101, 150).boxed().toList());
            assertThat(run.seen("delete-checkpoints")).isEqualTo(3);
            assertThat(run.seen("list-checkpoints")).isEqualTo(3);
        }
    }
}
