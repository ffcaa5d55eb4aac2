package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import io.modelkeep.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds of lists. */
final class Listings {

    static final Listing<TrainingId, CheckpointId> CHECKPOINTS = new Checkpoints();
    static final Listing<List<TrainingId>, TrainingId> TRAININGS = new Trainings();
    static final Listing<List<ModelId>, ModelId> MODELS = new Models();
    static final Listing<ModelId, VersionId> VERSIONS = new Versions();
    static final Listing<GivenFiles, String> FILES = new CheckpointFiles();

    private Listings() {}

    private static final class Checkpoints implements Listing<TrainingId, CheckpointId> {

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
        public TrainingId given(StoreFixture fixture, int items) {
            return fixture.givenTraining(items);
        }

        @Override
        public List<CheckpointId> truth(StoreFixture fixture, TrainingId parent) {
            return fixture.checkpoints(parent);
        }

        @Override
        public Page<CheckpointId> page(Stores stores, TrainingId parent, PageRequest request) {
            return stores.checkpoints().list(parent, request).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(Stores stores, TrainingId parent) {
            return stores.checkpoints().stream(parent).map(Checkpoint::id);
        }

        @Override
        public Stream<CheckpointId> stream(Stores stores, TrainingId parent, PageRequest from) {
            return stores.checkpoints().stream(parent, from).map(Checkpoint::id);
        }

        @Override
        public List<TrainingId> absentParents(StoreFixture fixture) {
            return List.of(fixture.absentTraining());
        }

        @Override
        public List<TrainingId> malformedParents(StoreFixture fixture) {
            return fixture.malformedTrainingIds();
        }
    }

    private static final class Versions implements Listing<ModelId, VersionId> {

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
        public List<VersionId> truth(StoreFixture fixture, ModelId parent) {
            return fixture.versions(parent);
        }

        @Override
        public Page<VersionId> page(Stores stores, ModelId parent, PageRequest request) {
            return stores.models().listVersions(parent, request).map(ModelVersion::id);
        }

        @Override
        public Stream<VersionId> stream(Stores stores, ModelId parent) {
            return stores.models().streamVersions(parent).map(ModelVersion::id);
        }

        @Override
        public Stream<VersionId> stream(Stores stores, ModelId parent, PageRequest from) {
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

    private static final class Models implements Listing<List<ModelId>, ModelId> {

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
        public List<ModelId> truth(StoreFixture fixture, List<ModelId> parent) {
            return fixture.models();
        }

        @Override
        public Page<ModelId> page(Stores stores, List<ModelId> parent, PageRequest request) {
            return stores.models().list(request).map(Model::id);
        }

        @Override
        public Stream<ModelId> stream(Stores stores, List<ModelId> parent) {
            return stores.models().stream().map(Model::id);
        }

        @Override
        public Stream<ModelId> stream(Stores stores, List<ModelId> parent, PageRequest from) {
            return stores.models().stream(from).map(Model::id);
        }
    }

    private static final class Trainings implements Listing<List<TrainingId>, TrainingId> {

        @Override
        public String noun() {
            return "training runs";
        }

        @Override
        public Operation operation() {
            return Operation.LIST_TRAININGS;
        }

        @Override
        public boolean hasParent() {
            return false;
        }

        @Override
        public Capability capability() {
            return Capability.TRAINING_LIST;
        }

        @Override
        public List<TrainingId> given(StoreFixture fixture, int items) {
            List<TrainingId> given = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                given.add(fixture.givenTraining(1));
            }
            return given;
        }

        @Override
        public List<TrainingId> truth(StoreFixture fixture, List<TrainingId> parent) {
            return fixture.trainings();
        }

        @Override
        public Page<TrainingId> page(Stores stores, List<TrainingId> parent, PageRequest request) {
            return stores.checkpoints().listTrainings(request).map(Training::id);
        }

        @Override
        public Stream<TrainingId> stream(Stores stores, List<TrainingId> parent) {
            return stores.checkpoints().streamTrainings().map(Training::id);
        }

        @Override
        public Stream<TrainingId> stream(Stores stores, List<TrainingId> parent, PageRequest from) {
            return stores.checkpoints().streamTrainings(from).map(Training::id);
        }
    }

    private static final class CheckpointFiles implements Listing<GivenFiles, String> {

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
        public List<String> truth(StoreFixture fixture, GivenFiles parent) {
            return parent.paths();
        }

        @Override
        public Page<String> page(Stores stores, GivenFiles parent, PageRequest request) {
            return stores.checkpoints()
                    .listFiles(parent.training(), parent.checkpoint(), request)
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(Stores stores, GivenFiles parent) {
            return stores.checkpoints()
                    .streamFiles(parent.training(), parent.checkpoint())
                    .map(CheckpointFile::path);
        }

        @Override
        public Stream<String> stream(Stores stores, GivenFiles parent, PageRequest from) {
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
                TrainingId training = fixture.givenTraining(1);
                checkpoints.forEach(id -> malformed.add(new GivenFiles(training, id, Map.of())));
            }
            return malformed;
        }
    }
}
