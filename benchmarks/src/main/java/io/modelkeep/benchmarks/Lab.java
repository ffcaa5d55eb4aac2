package io.modelkeep.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The environment of a benchmark: the machine, the amount of measurement, and the processes. */
final class Lab {

    private final Machine machine;
    private final Effort effort;

    Lab(Machine machine, Effort effort) {
        this.machine = machine;
        this.effort = effort;
    }

    Effort effort() {
        return effort;
    }

    Machine machine() {
        return machine;
    }

    /** Returns the environment for processes that need more than one processor. */
    Lab unbound() {
        return new Lab(machine.unbound(), effort);
    }

    /** Starts a server with {@code key=value} options. */
    ServerProcess server(String... options) {
        return ServerProcess.start(machine, options);
    }

    /** Says on standard error what is going on. */
    void tell(String progress) {
        System.err.println(progress);
    }

    /**
     * Runs a client to its end.
     *
     * @param items how many items each of its rounds must have had
     * @return what it measured, a sample for each round
     * @throws IllegalStateException it failed, or did other work than asked
     */
    List<Sample> run(Client client, ServerProcess server, long items) {
        return run(client, server.port(), items);
    }

    /** Runs a client that needs no server. */
    List<Sample> run(Client client, long items) {
        return run(client, 0, items);
    }

    private List<Sample> run(Client client, int port, long items) {
        List<Sample> samples = new ArrayList<>();
        try {
            Process process = start(client, port);
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    Sample.parse(line).ifPresent(samples::add);
                }
            }
            await(client, process);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException(client.label() + " measured nothing");
        }
        for (Sample sample : samples) {
            if (sample.value(Measure.ITEMS) != items) {
                throw new IllegalStateException(client.label() + " had " + sample.value(Measure.ITEMS)
                        + " items where it was asked for " + items);
            }
        }
        return samples;
    }

    /** Runs a client once and returns how long the whole process took, from before its start to after its end. */
    Duration time(Client client, ServerProcess server) {
        long begun = System.nanoTime();
        String unused = output(client, server);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Runs a client once and returns all that it says on its standard output. */
    String output(Client client, ServerProcess server) {
        try {
            Process process = start(client, server.port());
            byte[] output = process.getInputStream().readAllBytes();
            await(client, process);
            return new String(output, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process start(Client client, int port) throws IOException {
        List<String> command = new ArrayList<>(machine.bindClient());
        command.addAll((effort == Effort.SMOKE ? client.brief() : client).command(port));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void await(Client client, Process process) {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(client.label() + " ended with code " + code);
            }
        } catch (InterruptedException ended) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ended);
        }
    }
}
