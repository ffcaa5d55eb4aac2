package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.TrainingId;
import io.modelkeep.simulator.SimulatedCheckpoint;
import io.modelkeep.simulator.WandbTrainingSimulator;
import io.modelkeep.testkit.FaultFixture;
import io.modelkeep.testkit.StoreFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** W&amp;B Training for the contracts: a simulator of its own, and the truth about it. */
class WandbTrainingFixture implements StoreFixture {

    private final WandbTrainingSimulator simulator;

    WandbTrainingFixture() {
        this(WandbTrainingSimulator.start());
    }

    WandbTrainingFixture(WandbTrainingSimulator simulator) {
        this.simulator = simulator;
    }

    WandbTrainingSimulator simulator() {
        return simulator;
    }

    @Override
    public Map<String, String> config() {
        return Map.of(
                "provider",
                "wandb-training",
                "wandb-training.base-url",
                simulator.baseUrl().toString(),
                "wandb-training.api-key",
                simulator.apiKey(),
                "wandb-training.project",
                "contracts");
    }

    @Override
    public int maxPageSize() {
        return 100;
    }

    @Override
    public int maxBatchSize() {
        return 100;
    }

    @Override
    public Optional<FaultFixture> wire() {
        return Optional.of(new SimulatorWire(simulator));
    }

    @Override
    public TrainingId givenTraining(int checkpoints) {
        String model = simulator.addModel("contracts", UUID.randomUUID().toString());
        simulator.addCheckpoints(model, checkpoints);
        return new TrainingId(model);
    }

    @Override
    public List<CheckpointId> checkpoints(TrainingId training) {
        return simulator.checkpoints(training.value()).stream()
                .map(SimulatedCheckpoint::step)
                .map(step -> new CheckpointId(Long.toString(step)))
                .toList();
    }

    @Override
    public TrainingId absentTraining() {
        return new TrainingId(UUID.randomUUID().toString());
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId("987654321");
    }

    @Override
    public List<CheckpointId> malformedCheckpointIds() {
        return Stream.of("+1", "-1", "01", "1.0", "1e2", "0x1", "9223372036854775808", "step1", "latest", "١")
                .map(CheckpointId::new)
                .toList();
    }

    @Override
    public List<TrainingId> malformedTrainingIds() {
        return List.of(new TrainingId("loops:abc"), new TrainingId("job:p:j"), new TrainingId("ä"));
    }

    @Override
    public ModelId givenModel(String name) {
        // A project has each name once; a clause may want several models and cares for their ids alone.
        return new ModelId(simulator.addModel("contracts-" + simulator.models().size(), name));
    }

    @Override
    public List<ModelId> models() {
        return simulator.models().stream().map(ModelId::new).toList();
    }

    @Override
    public ModelId absentModel() {
        return new ModelId(UUID.randomUUID().toString());
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return List.of(new ModelId("a:b"), new ModelId("ä"));
    }

    @Override
    public ModelSpec.Builder modelSpec(String name) {
        return ModelSpec.builder(name).baseModel("OpenPipe/Qwen3-14B-Instruct");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
