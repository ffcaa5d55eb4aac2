package io.modelkeep.cli.demo;

import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.Output;
import io.modelkeep.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulator that runs, and what to tell of it to those who want to try a client on it. */
public final class Simulation {

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

    /** What opens a provider on its simulator, as far as that is the same for every provider; can be added to. */
    public static Map<String, String> configuration(String provider, Simulator simulator) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("provider", provider);
        configuration.put(provider + ".base-url", simulator.baseUrl().toString());
        configuration.put(provider + ".api-key", simulator.apiKey());
        return configuration;
    }

    /** Adds a key that the provider needs. */
    Simulation set(String key, String value) {
        configuration.put(provider + "." + key, value);
        facts.put(key, value);
        return this;
    }

    /** Adds what is in it, for programs. */
    Simulation holds(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /** Adds what is in it, for people. */
    Simulation shows(String label, String text) {
        shown.put(label, text);
        return this;
    }

    /** Sets the lines of a request that works, as curl takes it. */
    Simulation curl(String... lines) {
        curl = List.of(lines);
        return this;
    }

    /** Sets a command of ours that works. */
    Simulation command(String words) {
        command = words;
        return this;
    }

    Simulator simulator() {
        return simulator;
    }

    /** Tells where it is, what is in it and how to ask it. */
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
        out.line("Ask it with any client, in another shell:");
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
