package io.modelkeep.baseten;

import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelId;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletions that are applied after their answer, and lists that follow late. */
class LateDeletionTest {

    private final Connection baseten = new Connection();

    @AfterEach
    void close() {
        baseten.close();
    }

    private static List<DeleteOutcome> outcomes(DeleteReport<?> report) {
        return report.results().stream().map(DeleteResult::outcome).toList();
    }

    private void gateway(String operation) {
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject(operation, SimulatedFault.status(504).appliedLater());
        }
    }

    @Test
    void aModelThatGoesAfterTheCallIsNotSaidToBeKept() {
        String model = baseten.simulator.addModel("agent");
        gateway("delete-model");
        assertThat(baseten.stores.models().delete(new ModelId(model)).outcome()).isEqualTo(UNKNOWN);
        baseten.simulator.applyPending();
        assertThat(baseten.simulator.models()).isEmpty();
    }

    @Test
    void itemDeletedAfterTheCall_isNotReportedAsKept() {
        String model = baseten.simulator.addModel("agent");
        List<String> deployments = baseten.simulator.addDeployments(model, 1);
        gateway("delete-deployment");
        assertThat(outcomes(
                        baseten.stores.models().deleteVersions(new ModelId(model), Connection.versions(deployments))))
                .containsExactly(UNKNOWN);
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        List<String> checkpoints = baseten.simulator.addLoopsCheckpoints(run, 1);
        gateway("delete-loops-checkpoint");
        assertThat(outcomes(
                        baseten.stores.checkpoints().delete(Connection.run(run), Connection.checkpoints(checkpoints))))
                .containsExactly(UNKNOWN);
        baseten.simulator.applyPending();
        assertThat(baseten.simulator.deployments(model)).hasSize(1);
        assertThat(baseten.simulator.loopsCheckpoints(run)).isEmpty();
    }

    @Test
    void aListThatFollowsLateDoesNotMakeADeletionFail() {
        String model = baseten.simulator.addModel("agent");
        List<String> deployments = baseten.simulator.addDeployments(model, 1);
        SimulatedFault unproven =
                SimulatedFault.answer(200, "application/json", "{}").applied();
        baseten.simulator.inject("delete-deployment", unproven);
        baseten.simulator.lagLists(1);
        assertThat(outcomes(baseten.stores
                        .models()
                        .deleteVersions(new ModelId(model), Connection.versions(deployments), DeleteMode.FORCE)))
                .containsExactly(PRESUMED_DELETED);
        assertThat(baseten.asked("list-deployments")).isEqualTo(2);
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        List<String> checkpoints = baseten.simulator.addLoopsCheckpoints(run, 2);
        baseten.simulator.inject("delete-loops-checkpoint", unproven);
        baseten.simulator.lagLists(2);
        assertThat(outcomes(baseten.stores
                        .checkpoints()
                        .delete(Connection.run(run), Connection.checkpoints(checkpoints.subList(0, 1)))))
                .containsExactly(PRESUMED_DELETED);
        assertThat(baseten.asked("list-loops-checkpoints")).isEqualTo(3);
    }
}
