package io.modelkeep.benchmarks;

import io.modelkeep.benchmarks.server.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison of the command line's list of one page with an OkHttp process that starts from a class-data archive. */
final class CliStartBenchmark implements Benchmark {

    /** The launcher to measure. If it is empty, the command's main class is run. */
    private static final Optional<String> LAUNCHER = Optional.ofNullable(System.getProperty("benchmarks.launcher"));

    @Override
    public String name() {
        return "cli-start";
    }

    @Override
    public ResultTable run(Lab lab) {
        int turns = lab.effort().pick(1, 3, 9);
        ResultTable table = new ResultTable(
                "`modelkeep checkpoints list` of " + StartBenchmark.ROWS + " checkpoints, the whole process",
                "command",
                "wall, floor = 1",
                "wall ms");
        Path folder = temporaryFolder();
        try (ServerProcess server = lab.server()) {
            Client command = command(folder, server);
            check(lab.output(command, server));
            Client plain = Client.of("OkHttp, discard", "OkHttpStart");
            new Turns(lab, server, archived(lab, server, plain, folder), List.of(plain, command), turns).rows(table);
        } finally {
            delete(folder);
        }
        table.note("Medians of " + turns + " turns, lowest..highest in brackets.");
        return table;
    }

    private static Client command(Path folder, ServerProcess server) {
        Path settings = folder.resolve("modelkeep.properties");
        write(
                settings,
                "provider=wandb-training\nwandb-training.api-key=key\nwandb-training.base-url=http://127.0.0.1:"
                        + server.port() + "\n");
        List<String> command = new ArrayList<>(LAUNCHER.map(List::of)
                .orElseGet(() -> List.of(
                        Client.java(), "-cp", System.getProperty("java.class.path"), "io.modelkeep.cli.Modelkeep")));
        command.addAll(List.of(
                "-c",
                settings.toString(),
                "checkpoints",
                "list",
                "run-" + StartBenchmark.ROWS,
                "--limit",
                Integer.toString(StartBenchmark.ROWS)));
        return Client.ofWholeCommand("**modelkeep checkpoints list**", command);
    }

    private static void check(String list) {
        if (!list.contains(Long.toString(Rows.step(0)))
                || !list.contains(Long.toString(Rows.step(StartBenchmark.ROWS - 1)))) {
            throw new IllegalStateException("the command lists something else:\n" + list);
        }
    }

    /** Returns the client with an archive of its classes. A class path with directories has no archive, and the client is unchanged. */
    private static Client archived(Lab lab, ServerProcess server, Client client, Path folder) {
        boolean jars =
                Stream.of(System.getProperty("java.class.path").split(":")).allMatch(entry -> entry.endsWith(".jar"));
        if (!jars) {
            return client.named(client.label() + ", no class-data archive");
        }
        Path archive = folder.resolve("okhttp.jsa");
        lab.time(client.flags("-XX:ArchiveClassesAtExit=" + archive), server);
        return client.flags("-XX:SharedArchiveFile=" + archive).named(client.label() + ", with a class-data archive");
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("modelkeep-benchmark-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
