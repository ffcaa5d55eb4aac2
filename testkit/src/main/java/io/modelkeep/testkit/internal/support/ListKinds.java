package io.modelkeep.testkit.internal.support;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.GivenFiles;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds of lists. */
public final class ListKinds {

    public static final ListKind<RunId, CheckpointId> CHECKPOINTS = new Checkpoints();
    public static final ListKind<List<RunId>, RunId> TRAININGS = new Trainings();
    public static final ListKind<List<ModelId>, ModelId> MODELS = new Models();
    public static final ListKind<ModelId, VersionId> VERSIONS = new Versions();
    public static final ListKind<GivenFiles, String> FILES = new CheckpointFiles();

    private ListKinds() {}

    private static final class Checkpoints implements ListKind<RunId, CheckpointId> {

        @Override
        public String noun() {
            return "checkpoints";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_CHECKPOINTS;
        }

        @Override
        public boolean hasOrder() {
            return true;
        }

        @Override
        public Capability capability() {
            return Capability.CHECKPOINT_LIST;
        }

        @Override
        public RunId given(StoreFixture fixture, int items) {
            return fixture.givenTraining(items);
        }

        @Override
        public List<CheckpointId> existing(StoreFixture fixture, RunId parent) {
            return fixture.checkpoints(parent);
        }

        @Override
        public Page<CheckpointId> page(ModelkeepClient stores, RunId parent, PageRequest request) {
            return stores.checkpoints().list(parent, request).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(ModelkeepClient stores, RunId parent) {
            return stores.checkpoints().stream(parent).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(ModelkeepClient stores, RunId parent, PageRequest from) {
            return stores.checkpoints().stream(parent, from).map(Checkpoint::id);
        }

        @Override
        public List<RunId> absentParents(StoreFixture fixture) {
            return List.of(fixture.absentTraining());
        }

        @Override
        public List<RunId> malformedParents(StoreFixture fixture) {
            return fixture.malformedTrainingIds();
        }
    }

    private static final class Versions implements ListKind<ModelId, VersionId> {

        @Override
        public String noun() {
            return "versions";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_VERSIONS;
        }

        @Override
        public boolean canBeEmpty() {
            return false;
        }

        @Override
        public Capability capability() {
            return Capability.VERSION_LIST;
        }

        @Override
        public ModelId given(StoreFixture fixture, int items) {
            ModelId model = fixture.givenModel("listed");
            int missing = items - fixture.versions(model).size();
            if (missing > 0) {
                fixture.givenVersions(model, missing);
            }
            return model;
        }

        @Override
        public List<VersionId> existing(StoreFixture fixture, ModelId parent) {
            return fixture.versions(parent);
        }

        @Override
        public Page<VersionId> page(ModelkeepClient stores, ModelId parent, PageRequest request) {
            return stores.models().listVersions(parent, request).map(ModelVersion::id);
        }

        @Override
        public Stream<VersionId> stream(ModelkeepClient stores, ModelId parent) {
            return stores.models().streamVersions(parent).map(ModelVersion::id);
        }

        @Override
        public Stream<VersionId> stream(ModelkeepClient stores, ModelId parent, PageRequest from) {
            return stores.models().streamVersions(parent, from).map(ModelVersion::id);
        }

        @Override
        public List<ModelId> absentParents(StoreFixture fixture) {
            return List.of(fixture.absentModel());
        }

        @Override
        public List<ModelId> malformedParents(StoreFixture fixture) {
            return fixture.malformedModelIds();
        }
    }

    private static final class Models implements ListKind<List<ModelId>, ModelId> {

        @Override
        public String noun() {
            return "models";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_MODELS;
        }

        @Override
        public boolean hasParent() {
            return false;
        }

        @Override
        public boolean hasName() {
            return true;
        }

        @Override
        public Capability capability() {
            return Capability.MODEL_LIST;
        }

        @Override
        public List<ModelId> given(StoreFixture fixture, int items) {
            List<ModelId> given = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                given.add(fixture.givenModel("listed-" + i));
            }
            return given;
        }

        @Override
        public List<ModelId> existing(StoreFixture fixture, List<ModelId> parent) {
            return fixture.models();
        }

        @Override
        public Page<ModelId> page(ModelkeepClient stores, List<ModelId> parent, PageRequest request) {
            return stores.models().list(request).map(Model::id);
        }

        @Override
        public Stream<ModelId> stream(ModelkeepClient stores, List<ModelId> parent) {
            return stores.models().stream().map(Model::id);
        }

        @Override
        public Stream<ModelId> stream(ModelkeepClient stores, List<ModelId> parent, PageRequest from) {
            return stores.models().stream(from).map(Model::id);
        }
    }

    private static final class Trainings implements ListKind<List<RunId>, RunId> {

        @Override
        public String noun() {
            return "training runs";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_RUNS;
        }

        @Override
        public boolean hasParent() {
            return false;
        }

        @Override
        public Capability capability() {
            return Capability.RUN_LIST;
        }

        @Override
        public List<RunId> given(StoreFixture fixture, int items) {
            List<RunId> given = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                given.add(fixture.givenTraining(1));
            }
            return given;
        }

        @Override
        public List<RunId> existing(StoreFixture fixture, List<RunId> parent) {
            return fixture.trainings();
        }

        @Override
        public Page<RunId> page(ModelkeepClient stores, List<RunId> parent, PageRequest request) {
            return stores.checkpoints().listRuns(request).map(TrainingRun::id);
        }

        @Override
        public Stream<RunId> stream(ModelkeepClient stores, List<RunId> parent) {
            return stores.checkpoints().streamRuns().map(TrainingRun::id);
        }

        @Override
        public Stream<RunId> stream(ModelkeepClient stores, List<RunId> parent, PageRequest from) {
            return stores.checkpoints().streamRuns(from).map(TrainingRun::id);
        }
    }

    private static final class CheckpointFiles implements ListKind<GivenFiles, String> {

        @Override
        public String noun() {
            return "files";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_FILES;
        }

        @Override
        public Capability capability() {
            return Capability.CHECKPOINT_FILES;
        }

        @Override
        public GivenFiles given(StoreFixture fixture, int items) {
            return GivenFiles.of(fixture, items);
        }

        @Override
        public List<String> existing(StoreFixture fixture, GivenFiles parent) {
            return parent.paths();
        }

        @Override
        public Page<String> page(ModelkeepClient stores, GivenFiles parent, PageRequest request) {
            return stores.checkpoints()
                    .listFiles(parent.training(), parent.checkpoint(), request)
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(ModelkeepClient stores, GivenFiles parent) {
            return stores.checkpoints()
                    .streamFiles(parent.training(), parent.checkpoint())
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(ModelkeepClient stores, GivenFiles parent, PageRequest from) {
            return stores.checkpoints()
                    .streamFiles(parent.training(), parent.checkpoint(), from)
                    .map(CheckpointFile::path);
        }

        @Override
        public List<GivenFiles> absentParents(StoreFixture fixture) {
            return List.of(
                    new GivenFiles(fixture.givenTraining(1), fixture.absentCheckpoint(), Map.of()),
                    new GivenFiles(fixture.absentTraining(), fixture.absentCheckpoint(), Map.of()));
        }

        @Override
        public List<GivenFiles> malformedParents(StoreFixture fixture) {
            List<GivenFiles> malformed = new ArrayList<>();
            fixture.malformedTrainingIds()
                    .forEach(id -> malformed.add(new GivenFiles(id, fixture.absentCheckpoint(), Map.of())));
            List<CheckpointId> checkpoints = fixture.malformedCheckpointIds();
            if (!checkpoints.isEmpty()) {
                RunId training = fixture.givenTraining(1);
                checkpoints.forEach(id -> malformed.add(new GivenFiles(training, id, Map.of())));
            }
            return malformed;
        }
    }
}
