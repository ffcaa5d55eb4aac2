package io.modelkeep.simulator.wandb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint as it stands in a simulator.
 *
 * @param id a random uuid, new each time the step is saved
 * @param step the training step
 * @param metrics finite numbers by name
 */
public record SimulatedCheckpoint(String id, long step, Map<String, Double> metrics) {
    /** Copies the metrics and keeps their order. */
    public SimulatedCheckpoint {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
