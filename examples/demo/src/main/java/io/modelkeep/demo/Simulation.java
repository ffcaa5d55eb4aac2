package io.modelkeep.demo;

import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.Output;
import io.modelkeep.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A running simulator with a description for users who want to try a client on it. */
final class Simulation {

    private final String provider;
    private final Simulator simulator;
    private final Map<String, String> configuration;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<String, String> shown = new LinkedHashMap<>();
    private List<String> curl = List.of();
    private String command = "";

    Simulation(String provider, Simulator simulator) {
        this.provider = provider;
        this.simulator = simulator;
        this.configuration = configuration(provider, simulator);
        facts.put("provider", provider);
        facts.put("baseUrl", simulator.baseUrl().toString());
        facts.put("apiKey", simulator.apiKey());
        shown.put("base URL", simulator.baseUrl().toString());
        shown.put("API key", simulator.apiKey());
    }

    /**
     * Returns the settings, in a mutable map, that connect a provider to its simulator. Some providers need more
     * settings.
     */
    static Map<String, String> configuration(String provider, Simulator simulator) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("provider", provider);
        configuration.put(provider + ".base-url", simulator.baseUrl().toString());
        configuration.put(provider + ".api-key", simulator.apiKey());
        return configuration;
    }

    /** Adds a configuration key that the provider needs. */
    Simulation set(String key, String value) {
        configuration.put(provider + "." + key, value);
        facts.put(key, value);
        return this;
    }

    /** Adds a fact about the content, for JSON output. */
    Simulation holds(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /** Adds a line about the content, for text output. */
    Simulation shows(String label, String text) {
        shown.put(label, text);
        return this;
    }

    /** Sets the {@code curl} arguments of an example request, one line each. */
    Simulation curl(String... lines) {
        curl = List.of(lines);
        return this;
    }

    /** Sets an example command of {@code modelkeep}. */
    Simulation command(String words) {
        command = words;
        return this;
    }

    Simulator simulator() {
        return simulator;
    }

    /** Prints the address, the content and example requests. */
    void introduce(Output out, Format format) {
        if (format == Format.TABLE) {
            people(out);
        } else {
            facts.put("configuration", configuration);
            out.line(JsonLine.of(facts));
        }
        out.flush();
    }

    private void people(Output out) {
        out.line(provider + " is simulated on this machine, in memory, until Ctrl-C.");
        out.line("");
        int width = shown.keySet().stream().mapToInt(String::length).max().orElse(0);
        shown.forEach((label, text) -> out.line("  " + label + " ".repeat(width - label.length() + 2) + text));
        out.line("");
        out.line("Send requests with any client, from another shell:");
        out.line("");
        out.line("  curl " + String.join(" \\\n    ", curl));
        out.line("");
        out.line("  ./modelkeep "
                + configuration.entrySet().stream()
                        .map(setting -> "-s " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" \\\n    "))
                + " \\\n    " + command);
    }
}
