package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedDeployment;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.testkit.fixture.ManualTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tests with simulators that {@code docs/testing-your-pipeline.md} shows. */
class SimulatorPipelineTest {

    @Test
    void aLostAnswerLosesNoCheckpointThatIsGood() {
        ManualTime time = new ManualTime();
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
                ModelkeepClient client = ModelkeepClient.open(StoreConfig.builder()
                        .set("provider", "wandb-training")
                        .set("wandb-training.base-url", simulator.baseUrl().toString())
                        .set("wandb-training.api-key", simulator.apiKey())
                        .timeSource(time)
                        .build())) {
            String model = simulator.addModel("my-project", "my-model");
            simulator.addCheckpoint(model, 10, Map.of("val/reward", 0.1));
            simulator.addCheckpoint(model, 20, Map.of("val/reward", 0.7));
            simulator.inject("delete-checkpoints", SimulatedFault.disconnect().applied());

            DeleteReport<CheckpointId> report = new Cleanup(client).deletePoor(new RunId(model));

            assertThat(report.results())
                    .extracting(DeleteResult::outcome)
                    .containsExactly(DeleteOutcome.PRESUMED_DELETED);
            assertThat(simulator.checkpoints(model))
                    .extracting(SimulatedCheckpoint::step)
                    .containsExactly(20L);
            assertThat(simulator.exchanges())
                    .filteredOn(exchange -> exchange.method().equals("DELETE"))
                    .hasSize(1);
            assertThat(simulator.unconsumedFaults()).isEmpty();
        }
    }

    @Test
    void anUnknownOutcomeIsReported() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
                ModelkeepClient client = ModelkeepClient.open(Map.of(
                        "provider",
                        "wandb-training",
                        "wandb-training.base-url",
                        simulator.baseUrl().toString(),
                        "wandb-training.api-key",
                        simulator.apiKey(),
                        "max-attempts",
                        "1"))) {
            String model = simulator.addModel("my-project", "my-model");
            simulator.addCheckpoint(model, 10, Map.of("val/reward", 0.1));
            simulator.inject("delete-checkpoints", SimulatedFault.status(504));

            DeleteReport<CheckpointId> report = new Cleanup(client).deletePoor(new RunId(model));

            assertThat(report.results()).extracting(DeleteResult::outcome).containsExactly(DeleteOutcome.UNKNOWN);
        }
    }

    @Test
    void aVersionWithAnAliasIsKept() {
        try (WeaveSimulator simulator = WeaveSimulator.start();
                ModelkeepClient client = ModelkeepClient.open(Map.of(
                        "provider", "weave",
                        "weave.base-url", simulator.baseUrl().toString(),
                        "weave.api-key", simulator.apiKey(),
                        "weave.entity", "my-team",
                        "weave.project", "my-project"))) {
            String model = simulator.addModel("my-team", "my-project", "my-model");
            List<String> digests = simulator.addVersions("my-team", "my-project", model, 2);
            simulator.setAlias("my-team", "my-project", model, digests.get(0), "production");
            List<VersionId> versions = digests.stream().map(VersionId::new).toList();

            DeleteReport<VersionId> report = client.models().deleteVersions(new ModelId(model), versions);

            assertThat(report.results())
                    .extracting(DeleteResult::outcome)
                    .containsExactly(DeleteOutcome.REFUSED, DeleteOutcome.DELETED);
            assertThat(simulator.deletedVersions("my-team", "my-project", model))
                    .extracting(SimulatedVersion::digest)
                    .containsExactly(digests.get(1));
        }
    }

    @Test
    void aDeploymentInProductionIsKept() {
        try (BasetenSimulator simulator = BasetenSimulator.start();
                ModelkeepClient client = ModelkeepClient.open(Map.of(
                        "provider", "baseten",
                        "baseten.base-url", simulator.baseUrl().toString(),
                        "baseten.api-key", simulator.apiKey()))) {
            String model = simulator.addModel("my-model");
            List<String> deployments = simulator.addDeployments(model, 2);
            simulator.promote(model, deployments.get(0));
            List<VersionId> versions = deployments.stream().map(VersionId::new).toList();

            DeleteReport<VersionId> report = client.models().deleteVersions(new ModelId(model), versions);

            assertThat(report.results())
                    .extracting(DeleteResult::outcome)
                    .containsExactly(DeleteOutcome.REFUSED, DeleteOutcome.DELETED);
            assertThat(simulator.deployments(model))
                    .extracting(SimulatedDeployment::id)
                    .contains(deployments.get(0))
                    .doesNotContain(deployments.get(1));
        }
    }
}
