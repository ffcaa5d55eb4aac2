package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A {@link WiredServer}, and the truth about it. */
class WiredFixture implements StoreFixture {

    private final WiredServer server = new WiredServer();

    /** Returns the server that stores are open on, for what a wrong store does past its own requests. */
    static WiredServer server(ModelkeepClient stores) {
        try {
            return WiredServer.at(URI.create(stores.origin()));
        } catch (ConnectException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public Map<String, String> config() {
        return Map.of("provider", "wired", "wired.base-url", server.uri().toString(), "wired.api-key", WiredServer.KEY);
    }

    @Override
    public int maxPageSize(Operation list) {
        return WiredServer.PAGE_SIZE;
    }

    @Override
    public int maxBatchSize(Operation deletion) {
        return WiredDeletion.BATCH;
    }

    @Override
    public Optional<FaultFixture> wire() {
        return Optional.of(server);
    }

    @Override
    public Optional<FaultFixture> storage() {
        return Optional.of(new WiredStorage(server));
    }

    @Override
    public void givenFiles(RunId run, CheckpointId checkpoint, Map<String, byte[]> files) {
        files.forEach((path, content) -> server.data.addFile(run, checkpoint, path, content));
    }

    @Override
    public RunId givenRun(int checkpoints) {
        RunId run = server.data.addRun("run");
        for (int step = 0; step < checkpoints; step++) {
            server.data.addCheckpoint(run, step, Map.of());
        }
        return run;
    }

    @Override
    public boolean saveAgain(RunId run, CheckpointId checkpoint) {
        server.data.addCheckpoint(run, Long.parseLong(checkpoint.value()), Map.of());
        return true;
    }

    @Override
    public List<RunId> runs() {
        return server.data.runs().stream().map(TrainingRun::id).toList();
    }

    @Override
    public List<CheckpointId> checkpoints(RunId run) {
        return server.data.checkpoints(run).stream().map(Checkpoint::id).toList();
    }

    @Override
    public RunId absentRun() {
        return new RunId("training-999999");
    }

    @Override
    public CheckpointId absentCheckpoint() {
        return new CheckpointId("999999");
    }

    @Override
    public ModelId givenModel(String name) {
        ModelId model = server.data.addModel(name);
        server.data.addVersion(model);
        return model;
    }

    @Override
    public List<ModelId> models() {
        return server.data.models().stream().map(Model::id).toList();
    }

    @Override
    public ModelId absentModel() {
        return new ModelId("model-999999");
    }

    @Override
    public ModelSpec.Builder modelSpec(String name) {
        return ModelSpec.builder(name);
    }

    @Override
    public List<VersionId> givenVersions(ModelId model, int versions) {
        return Stream.generate(() -> server.data.addVersion(model))
                .limit(versions)
                .toList();
    }

    @Override
    public List<VersionId> versions(ModelId model) {
        return server.data.versions(model).stream().map(ModelVersion::id).toList();
    }

    @Override
    public VersionId absentVersion() {
        return new VersionId("version-999999");
    }

    @Override
    public void close() {
        server.close();
    }
}
