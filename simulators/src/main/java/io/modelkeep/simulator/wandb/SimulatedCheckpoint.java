package io.modelkeep.simulator.wandb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint at one moment in a simulator.
 *
 * @param id a random UUID, new each time the step is saved
 * @param step the training step
 * @param metrics finite numbers by name
 */
public record SimulatedCheckpoint(String id, long step, Map<String, Double> metrics) {
    /** Creates a checkpoint with a copy of the metrics in the same order. */
    public SimulatedCheckpoint {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
