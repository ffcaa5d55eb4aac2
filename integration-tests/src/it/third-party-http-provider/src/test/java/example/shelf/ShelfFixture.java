package example.shelf;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.FaultServer;
import io.modelkeep.testkit.fixture.GivenCheckpoints;
import io.modelkeep.testkit.fixture.StoreFixture;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A new Shelf server for each test, and the truth about its state. */
final class ShelfFixture implements StoreFixture {

    private final ShelfServer server = new ShelfServer();
    private final FaultServer wire = FaultServer.start(server);

    @Override
    public Map<String, String> config() {
        return Map.of("provider", "shelf", "shelf.base-url", wire.uri().toString(), "shelf.token", ShelfServer.TOKEN);
    }

    @Override
    public int maxPageSize(Operation list) {
        return ShelfServer.MAX_LIMIT;
    }

    @Override
    public Optional<FaultFixture> wire() {
        return Optional.of(wire);
    }

    @Override
    public boolean shortenPages(int most) {
        server.limitPages(most);
        return true;
    }

    @Override
    public RunId givenRun(int checkpoints) {
        long run = server.addRun();
        for (int step = 1; step <= checkpoints; step++) {
            server.addCheckpoint(run, step, "2026-01-02T03:04:05Z");
        }
        return new RunId("run-" + run);
    }

    @Override
    public Optional<GivenCheckpoints> givenCheckpointValues() {
        long run = server.addRun();
        server.addCheckpoint(run, 0, "2026-01-02T03:04:05.678+02:00");
        server.addCheckpoint(run, Long.MAX_VALUE, null);
        List<Long> numbers =
                server.checkpoints(run).stream().map(ShelfServer.Saved::number).toList();
        return Optional.of(new GivenCheckpoints(
                new RunId("run-" + run),
                List.of(
                        Checkpoint.builder(new CheckpointId("c" + numbers.get(0)))
                                .step(0)
                                .createdAt(Instant.parse("2026-01-02T01:04:05.678Z"))
                                .build(),
                        Checkpoint.builder(new CheckpointId("c" + numbers.get(1)))
                                .step(Long.MAX_VALUE)
                                .build())));
    }

    @Override
    public List<RunId> runs() {
        return server.runs().stream().map(run -> new RunId("run-" + run)).toList();
    }

    @Override
    public List<CheckpointId> checkpoints(RunId run) {
        return server.checkpoints(Long.parseLong(run.value().substring("run-".length()))).stream()
                .map(saved -> new CheckpointId("c" + saved.number()))
                .toList();
    }

    @Override
    public RunId absentRun() {
        return new RunId("run-987654321");
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId("c987654321");
    }

    @Override
    public List<RunId> malformedRunIds() {
        return Stream.of("run-0", "run-01", "RUN-1", "c1", "1").map(RunId::new).toList();
    }

    @Override
    public List<CheckpointId> malformedCheckpointIds() {
        return Stream.of("c0", "c01", "C1", "run-1", "1", "latest")
                .map(CheckpointId::new)
                .toList();
    }

    @Override
    public ModelId givenModel(String name) {
        return new ModelId("m" + server.addModel(name));
    }

    @Override
    public List<ModelId> models() {
        return server.models().stream().map(number -> new ModelId("m" + number)).toList();
    }

    @Override
    public ModelId absentModel() {
        return new ModelId("m987654321");
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return Stream.of("m0", "m01", "M1", "1").map(ModelId::new).toList();
    }

    @Override
    public void close() {
        wire.close();
    }
}
