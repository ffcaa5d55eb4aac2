package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.simulator.WandbTrainingSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** The adapter and the simulator, and what went between them held against the document after each test. */
abstract class AdapterAndSimulator {

    final ExchangeValidator validator = new ExchangeValidator(ApiDocument.wandbTraining());
    final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    final Stores stores = open(settings(simulator));

    static Map<String, String> settings(WandbTrainingSimulator simulator) {
        Map<String, String> settings = new HashMap<>();
        settings.put("provider", "wandb-training");
        settings.put("wandb-training.base-url", simulator.baseUrl().toString());
        settings.put("wandb-training.api-key", simulator.apiKey());
        settings.put("wandb-training.project", "project");
        return settings;
    }

    static Stores open(Map<String, String> settings) {
        return Stores.open(
                StoreConfig.builder().settings(settings).sleeper(duration -> {}).build());
    }

    Stores openWith(String key, String value) {
        Map<String, String> settings = settings(simulator);
        settings.put(key, value);
        return open(settings);
    }

    @AfterEach
    void everyExchangeFitsTheDocument() {
        stores.close();
        simulator.close();
        assertThat(simulator.unconsumedFaults()).isEmpty();
        assertThat(exchanges()).isNotEmpty();
        assertFits(simulator);
    }

    void assertFits(WandbTrainingSimulator asked) {
        assertThat(asked.exchanges().stream().map(Exchange::of))
                .allSatisfy(exchange -> assertThat(validator.violations(exchange))
                        .as(exchange.toString())
                        .isEmpty());
    }

    List<Exchange> exchanges() {
        return simulator.exchanges().stream().map(Exchange::of).toList();
    }

    /** The statuses answered, in order; 0 where there was no answer. */
    List<Integer> statuses() {
        return exchanges().stream()
                .map(exchange -> exchange.answer().map(Exchange.Answer::status).orElse(0))
                .toList();
    }

    TrainingId training(int checkpoints) {
        String model = simulator.addModel("project", UUID.randomUUID().toString());
        simulator.addCheckpoints(model, checkpoints);
        return new TrainingId(model);
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

    Map<DeleteOutcome, Integer> deleted(TrainingId training, LongStream steps) {
        return stores.checkpoints().delete(training, steps(steps)).summary();
    }
}
