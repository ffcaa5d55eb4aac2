package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reads say of models and versions, and what they do not take for one. */
class ModelReadingTest {

    private static List<Model> models(WeaveRun run) {
        return run.stores.models().list(PageRequest.first()).items();
    }

    @Test
    void aListHasOneRowForEachModelHoweverManyVersionsItHas() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId one = run.given("one", 30);
            ModelId two = run.given("two", 1);
            assertThat(models(run)).extracting(Model::id).containsExactly(one, two);
            assertThat(models(run).get(0).attributes())
                    .containsEntry(Model.ENTITY, WeaveRun.ENTITY)
                    .containsEntry(Model.PROJECT, WeaveRun.PROJECT)
                    .containsEntry(
                            WeaveAttributes.LATEST_DIGEST, run.digests(one).get(29))
                    .containsEntry(WeaveAttributes.LATEST_NUMBER, "29")
                    .containsEntry(WeaveAttributes.LATEST_CREATED_AT, "2026-01-01T00:00:00.030Z");
        }
    }

    @Test
    void theNewestThatIsLeftIsWhatAModelIs() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.forget(model, run.digests(model).get(2));
            assertThat(run.stores.models().get(model).attributes())
                    .containsEntry(
                            WeaveAttributes.LATEST_DIGEST, run.digests(model).get(1))
                    .containsEntry(WeaveAttributes.LATEST_NUMBER, "1");
        }
    }

    @Test
    void aModelWithoutStoredSourceIsListedAndReadAndDeletedAllTheSame() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model =
                    new ModelId(run.simulator.addModelWithoutSource(WeaveRun.ENTITY, WeaveRun.PROJECT, "SdkModel-obj"));
            run.simulator.addVersions(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), 2);
            assertThat(models(run)).extracting(Model::id).containsExactly(model);
            assertThat(run.stores.models().get(model).attributes()).containsEntry(WeaveAttributes.CLASS, "SdkModel");
            assertThat(run.stores
                            .models()
                            .listVersions(model, PageRequest.first())
                            .items())
                    .hasSize(3);
            String oldest = run.digests(model).get(0);
            assertThat(WeaveRun.outcomes(run.delete(model, oldest))).containsEntry(oldest, DeleteOutcome.DELETED);
            assertThat(run.deleteAll(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(run.digests(model)).isEmpty();
        }
    }

    @Test
    void versionsComeOldestFirstWithNumberAndTime() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(4);
            run.forget(model, run.digests(model).get(1));
            List<ModelVersion> versions =
                    run.stores.models().listVersions(model, PageRequest.first()).items();
            assertThat(versions).extracting(version -> version.id().value()).isEqualTo(run.digests(model));
            assertThat(versions)
                    .extracting(version -> version.number().orElseThrow())
                    .containsExactly(0L, 2L, 3L);
            assertThat(versions)
                    .extracting(version -> version.createdAt().orElseThrow().toString())
                    .containsExactly(
                            "2026-01-01T00:00:00.001Z", "2026-01-01T00:00:00.003Z", "2026-01-01T00:00:00.004Z");
        }
    }

    @Test
    void datasetsAndOpsAreNoModels() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId data = new ModelId(run.simulator.addObject(WeaveRun.ENTITY, WeaveRun.PROJECT, "Dataset", "rows"));
            ModelId op = new ModelId(run.simulator.addOp(WeaveRun.ENTITY, WeaveRun.PROJECT, "predict"));
            ModelId model = run.given(1);
            assertThat(models(run)).extracting(Model::id).containsExactly(model);
            for (ModelId none : List.of(data, op)) {
                assertThatThrownBy(() -> run.stores.models().get(none)).isInstanceOf(NotFoundException.class);
                assertThatThrownBy(() -> run.stores.models().listVersions(none, PageRequest.first()))
                        .isInstanceOf(NotFoundException.class);
            }
        }
    }

    @Test
    void modelWithoutVersions_isNotFound() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.forgetAll(model);
            assertThat(models(run)).isEmpty();
            assertThatThrownBy(() -> run.stores.models().get(model)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> run.stores.models().listVersions(model, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void idsInAnyLanguageAreListedInTheOrderOfTheServiceAndDeleted() {
        try (WeaveRun run = WeaveRun.start()) {
            for (String name : List.of("größe", "モデル", "x.y-z", "модель", "..x")) {
                run.given(name, 1);
            }
            List<ModelId> listed = models(run).stream().map(Model::id).toList();
            assertThat(listed).extracting(ModelId::value).containsExactly("..x", "größe", "x.y-z", "модель", "モデル");
            for (ModelId id : listed) {
                assertThat(run.stores.models().get(id).id()).isEqualTo(id);
                assertThat(run.deleteAll(id).outcome()).isEqualTo(DeleteOutcome.DELETED);
            }
            assertThat(run.simulator.models(WeaveRun.ENTITY, WeaveRun.PROJECT)).isEmpty();
        }
    }

    /** Other clients make them. A list that left them out would look complete, and the base URL is right. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "..."})
    void aModelOfDotsAloneIsNamedByTheListAndKeepsNoOtherFromBeingReadAndDeleted(String dots) {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.addModel(WeaveRun.ENTITY, WeaveRun.PROJECT, dots);
            ModelId plain = run.given("plain", 3);
            assertThatThrownBy(() -> models(run))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("\"" + dots + "\"");
            assertThat(run.stores.models().get(plain).id()).isEqualTo(plain);
            assertThat(run.stores.models().streamVersions(plain)).hasSize(3);
            assertThat(run.deleteAll(plain).outcome()).isEqualTo(DeleteOutcome.DELETED);
            assertThat(run.simulator.models(WeaveRun.ENTITY, WeaveRun.PROJECT)).containsExactly(dots);
        }
    }

    @Test
    void invalidIdOrDigest_isNamedInTheMessage() {
        try (WeaveRun run = WeaveRun.start()) {
            run.given("plain", 1);
            run.simulator.inject("list-models", Rows.withFirst("object_id", "a/b"));
            assertThatThrownBy(() -> models(run))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("\"a/b\"");
            run.simulator.inject("list-versions", Rows.withFirst("digest", "latest"));
            assertThatThrownBy(() -> run.stores.models().listVersions(new ModelId("plain"), PageRequest.first()))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("\"plain\"")
                    .hasMessageContaining("\"latest\"");
        }
    }

    @Test
    void anotherProjectIsAnotherList() {
        try (WeaveRun run = WeaveRun.start();
                ModelkeepClient other = ModelkeepClient.open(StoreConfig.builder()
                        .settings(WeaveRun.config(run.simulator))
                        .settings(Map.of("weave.project", "other"))
                        .build())) {
            run.given(1);
            assertThat(other.models().list(PageRequest.first()).items()).isEmpty();
        }
    }

    @Test
    void tenThousandModelsAreListedInAHundredPagesAndALookBehindThem() {
        try (WeaveRun run = WeaveRun.start()) {
            for (int i = 0; i < 10_000; i++) {
                run.given("model-" + (100_000 + i), 1);
            }
            assertThat(run.stores.models().stream().map(Model::id))
                    .hasSize(10_000)
                    .doesNotHaveDuplicates();
            assertThat(run.simulator.exchanges()).hasSize(101);
        }
    }
}
