package io.modelkeep.integration.openapi;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.RunId;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** The adapter of W&amp;B Training and its simulator. */
abstract class WandbTrainingExchanges extends AdapterAndSimulator<WandbTrainingSimulator> {

    /** The operations that the adapter has no use for. */
    static final Set<String> UNUSED = Set.of("listBaseModels");

    WandbTrainingExchanges() {
        super("wandb-training", WandbTrainingSimulator.start(), Map.of("wandb-training.project", "project"));
    }

    final RunId run(int checkpoints) {
        String model = simulator.addModel("project", UUID.randomUUID().toString());
        simulator.addCheckpoints(model, checkpoints);
        return new RunId(model);
    }

    static ModelSpec spec(IfExists ifExists) {
        return ModelSpec.builder("agent")
                .baseModel("OpenPipe/Qwen3-14B-Instruct")
                .ifExists(ifExists)
                .build();
    }

    static List<CheckpointId> steps(LongStream steps) {
        return steps.mapToObj(Long::toString).map(CheckpointId::new).toList();
    }

    final Map<DeleteOutcome, Integer> deleted(RunId run, LongStream steps) {
        return stores.checkpoints().delete(run, steps(steps)).summary();
    }
}
