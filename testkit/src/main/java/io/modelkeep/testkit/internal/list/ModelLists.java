package io.modelkeep.testkit.internal.list;

import io.modelkeep.Capability;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lists of models and of their versions. */
public final class ModelLists {

    public static final ListKind<List<ModelId>, ModelId> MODELS = new Models();
    public static final ListKind<ModelId, VersionId> VERSIONS = new Versions();

    private ModelLists() {}

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
}
