package example.folder;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.testkit.fixture.GivenCheckpoints;
import io.modelkeep.testkit.fixture.StoreFixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A new folder for each test, and the truth about its files. */
final class FolderFixture implements StoreFixture {

    private final Path root = temporary();
    private int trainings;

    @Override
    public Map<String, String> config() {
        return Map.of("provider", "folder", "folder.path", root.toString());
    }

    @Override
    public int maxPageSize(Operation list) {
        return 100;
    }

    @Override
    public RunId givenRun(int checkpoints) {
        RunId run = new RunId("run-" + ++trainings);
        try {
            Path folder = Files.createDirectory(root.resolve(run.value()));
            for (int step = 1; step <= checkpoints; step++) {
                Files.createFile(folder.resolve(step * 10 + ".ckpt"));
            }
            return run;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Optional<GivenCheckpoints> givenCheckpointValues() {
        RunId run = givenRun(0);
        List<Checkpoint> shown = new ArrayList<>();
        try {
            for (long step : new long[] {0, 7, 123_456_789}) {
                Files.createFile(root.resolve(run.value()).resolve(step + ".ckpt"));
                shown.add(Checkpoint.builder(new CheckpointId(Long.toString(step)))
                        .step(step)
                        .build());
            }
            return Optional.of(new GivenCheckpoints(run, shown));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<CheckpointId> checkpoints(RunId run) {
        try (Stream<Path> files = Files.list(root.resolve(run.value()))) {
            return files.map(file -> file.getFileName().toString().replace(".ckpt", ""))
                    .sorted(Comparator.comparing(Long::valueOf))
                    .map(CheckpointId::new)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public RunId absentRun() {
        return new RunId("run-0");
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId("7");
    }

    @Override
    public List<CheckpointId> malformedCheckpointIds() {
        return List.of(new CheckpointId("latest"), new CheckpointId("-1"), new CheckpointId("007"));
    }

    @Override
    public List<RunId> malformedRunIds() {
        return List.of(new RunId("Run:1"), new RunId("loops.1"));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("folder-provider");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
