package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.Id;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.Stores;
import io.modelkeep.Training;
import io.modelkeep.TrainingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of lists that there are. */
final class Listings {

    static final Listing<TrainingId> CHECKPOINTS = new Checkpoints();
    static final Listing<List<TrainingId>> TRAININGS = new Trainings();
    static final Listing<List<ModelId>> MODELS = new Models();
    static final Listing<ModelId> VERSIONS = new Versions();

    private Listings() {}

    private static final class Checkpoints implements Listing<TrainingId> {

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
        public List<? extends Id> truth(StoreFixture fixture, TrainingId parent) {
            return fixture.checkpoints(parent);
        }

        @Override
        public Page<Id> page(Stores stores, TrainingId parent, PageRequest request) {
            return stores.checkpoints().list(parent, request).map(Checkpoint::id);
        }

        @Override
        public Stream<Id> stream(Stores stores, TrainingId parent) {
            return stores.checkpoints().stream(parent).map(Checkpoint::id);
        }

        @Override
        public Optional<TrainingId> absentParent(StoreFixture fixture) {
            return Optional.of(fixture.absentTraining());
        }

        @Override
        public List<TrainingId> malformedParents(StoreFixture fixture) {
            return fixture.malformedTrainingIds();
        }
    }

    private static final class Versions implements Listing<ModelId> {

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
        public List<? extends Id> truth(StoreFixture fixture, ModelId parent) {
            return fixture.versions(parent);
        }

        @Override
        public Page<Id> page(Stores stores, ModelId parent, PageRequest request) {
            return stores.models().listVersions(parent, request).map(ModelVersion::id);
        }

        @Override
        public Stream<Id> stream(Stores stores, ModelId parent) {
            return stores.models().streamVersions(parent).map(ModelVersion::id);
        }

        @Override
        public Optional<ModelId> absentParent(StoreFixture fixture) {
            return Optional.of(fixture.absentModel());
        }

        @Override
        public List<ModelId> malformedParents(StoreFixture fixture) {
            return fixture.malformedModelIds();
        }
    }

    private static final class Models implements Listing<List<ModelId>> {

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
        public List<? extends Id> truth(StoreFixture fixture, List<ModelId> parent) {
            return fixture.models();
        }

        @Override
        public Page<Id> page(Stores stores, List<ModelId> parent, PageRequest request) {
            return stores.models().list(request).map(Model::id);
        }

        @Override
        public Stream<Id> stream(Stores stores, List<ModelId> parent) {
            return stores.models().stream().map(Model::id);
        }

        @Override
        public Optional<List<ModelId>> absentParent(StoreFixture fixture) {
            return Optional.empty();
        }

        @Override
        public List<List<ModelId>> malformedParents(StoreFixture fixture) {
            return List.of();
        }
    }

    private static final class Trainings implements Listing<List<TrainingId>> {

        @Override
        public String noun() {
            return "trainings";
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
        public List<? extends Id> truth(StoreFixture fixture, List<TrainingId> parent) {
            return parent;
        }

        @Override
        public Page<Id> page(Stores stores, List<TrainingId> parent, PageRequest request) {
            return stores.checkpoints().listTrainings(request).map(Training::id);
        }

        @Override
        public Stream<Id> stream(Stores stores, List<TrainingId> parent) {
            return stores.checkpoints().streamTrainings().map(Training::id);
        }

        @Override
        public Optional<List<TrainingId>> absentParent(StoreFixture fixture) {
            return Optional.empty();
        }

        @Override
        public List<List<TrainingId>> malformedParents(StoreFixture fixture) {
            return List.of();
        }
    }
}
