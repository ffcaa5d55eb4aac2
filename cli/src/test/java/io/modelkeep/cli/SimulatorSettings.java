package io.modelkeep.cli;

import io.modelkeep.simulator.Simulator;
import java.util.Map;

/** The settings that connect a provider to its simulator. */
final class SimulatorSettings {

    private SimulatorSettings() {}

    static Map<String, String> of(String provider, Simulator simulator) {
        return Map.of(
                provider + ".base-url", simulator.baseUrl().toString(),
                provider + ".api-key", simulator.apiKey());
    }
}
