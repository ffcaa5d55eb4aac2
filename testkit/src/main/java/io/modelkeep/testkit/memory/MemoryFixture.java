package io.modelkeep.testkit.memory;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.GivenCheckpoints;
import io.modelkeep.testkit.fixture.GivenVersionValues;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fixture that runs the contracts, and tests with several providers, on a {@link MemoryServer}. */
public class MemoryFixture implements StoreFixture {

    private static final int PAGE_SIZE = 10;

    private final MemoryServer server = new MemoryServer();

    /** Creates a fixture on an empty server. */
    public MemoryFixture() {}

    @Override
    public Map<String, String> config() {
        Map<String, String> config = new HashMap<>(server.config());
        config.put("memory.page-size", Integer.toString(PAGE_SIZE));
        return config;
    }

    @Override
    public int maxPageSize(Operation list) {
        return PAGE_SIZE;
    }

    @Override
    public RunId givenRun(int checkpoints) {
        RunId run = server.addRun("run");
        for (int step = 0; step < checkpoints; step++) {
            server.addCheckpoint(run, step * 10L, Map.of("val/reward", step / 10.0));
        }
        return run;
    }

    @Override
    public List<CheckpointId> checkpoints(RunId run) {
        return server.checkpoints(run).stream().map(Checkpoint::id).toList();
    }

    @Override
    public Optional<GivenCheckpoints> givenCheckpointValues() {
        RunId run = server.addRun("values");
        server.addCheckpoint(run, 0, Map.of("val/reward", 0.0, "loss", -1.0));
        server.addCheckpoint(run, 5, Map.of("val/reward", 1.0));
        server.addCheckpoint(run, 1_000_000, Map.of());
        return Optional.of(new GivenCheckpoints(run, server.checkpoints(run)));
    }

    @Override
    public boolean saveAgain(RunId run, CheckpointId checkpoint) {
        server.addCheckpoint(run, Long.parseLong(checkpoint.value()), Map.of());
        return true;
    }

    @Override
    public boolean shortenPages(int most) {
        server.limitPages(most);
        return true;
    }

    @Override
    public List<RunId> runs() {
        return server.runs().stream().map(TrainingRun::id).toList();
    }

    @Override
    public void givenFiles(RunId run, CheckpointId checkpoint, Map<String, byte[]> files) {
        files.forEach((path, content) -> server.addFile(run, checkpoint, path, content));
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
    public List<CheckpointId> malformedCheckpointIds() {
        return List.of(new CheckpointId("latest"), new CheckpointId("-1"), new CheckpointId("007"));
    }

    @Override
    public List<RunId> malformedRunIds() {
        return List.of(new RunId("run"), new RunId("training-0"));
    }

    @Override
    public ModelId givenModel(String name) {
        ModelId model = server.addModel(name);
        server.addVersion(model);
        return model;
    }

    @Override
    public Optional<ModelId> givenLiveModel(String name) {
        ModelId model = givenModel(name);
        server.serve(model);
        return Optional.of(model);
    }

    @Override
    public Optional<ModelId> givenModelOfUnknownUse(String name) {
        ModelId model = givenModel(name);
        server.hideUse(model);
        return Optional.of(model);
    }

    @Override
    public boolean serve(ModelId model) {
        server.serve(model);
        return true;
    }

    @Override
    public List<ModelId> models() {
        return server.models().stream().map(Model::id).toList();
    }

    @Override
    public ModelId absentModel() {
        return new ModelId("model-999999");
    }

    @Override
    public List<ModelId> malformedModelIds() {
        return List.of(new ModelId("by-name"), new ModelId("model-1x"));
    }

    @Override
    public ModelSpec.Builder modelSpec(String name) {
        return ModelSpec.builder(name);
    }

    @Override
    public List<VersionId> givenVersions(ModelId model, int versions) {
        List<VersionId> added = new ArrayList<>();
        for (int i = 0; i < versions; i++) {
            added.add(server.addVersion(model));
        }
        return added;
    }

    @Override
    public Optional<GivenVersionValues> givenVersionValues() {
        ModelId model = server.addModel("values");
        VersionId named = server.addVersion(model);
        server.addAlias(named, "production");
        server.addTag(named, "paper");
        server.setState(server.addVersion(model), ItemState.IN_PROGRESS);
        server.serve(server.addVersion(model));
        return Optional.of(new GivenVersionValues(model, server.versions(model)));
    }

    @Override
    public boolean giveAlias(ModelId model, VersionId version, String alias) {
        server.addAlias(version, alias);
        return true;
    }

    @Override
    public boolean makeLatest(ModelId model, VersionId version) {
        server.makeLatest(version);
        return true;
    }

    @Override
    public Optional<VersionId> givenLiveVersion(ModelId model) {
        VersionId version = server.addVersion(model);
        server.serve(version);
        return Optional.of(version);
    }

    @Override
    public List<VersionId> versions(ModelId model) {
        return server.versions(model).stream().map(ModelVersion::id).toList();
    }

    @Override
    public VersionId absentVersion() {
        return new VersionId("version-999999");
    }

    @Override
    public List<VersionId> malformedVersionIds() {
        return List.of(new VersionId("latest"), new VersionId("version-"));
    }

    @Override
    public void close() {
        server.close();
    }
}
