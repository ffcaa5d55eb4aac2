package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.weave.PublishedWeave;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the adapter asks about models and versions and the simulator answers, both keep to the published document. */
class WeaveExchangesTest extends WeaveExchanges {

    @Test
    void theAdapterUsesAllOperationsButThoseItHasNoUseFor() {
        Model model = stores.models().create(spec("agent").build());
        simulator.addVersions(ENTITY, PROJECT, model.id().value(), 2);
        assertThat(stores.models().get(model.id()).id()).isEqualTo(model.id());
        assertThat(stores.models().stream()).hasSize(1);
        assertThat(stores.models().streamVersions(model.id())).hasSize(3);
        VersionId first = versions(model.id()).get(0);
        assertThat(stores.models().deleteVersions(model.id(), List.of(first)).complete())
                .isTrue();
        try (ModelkeepClient published = PublishedWeave.open(config(simulator, Map.of()))) {
            assertThat(published.models().delete(model.id()).outcome()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertUsesAllBut(UNUSED);
    }

    @Test
    void aModelIsCreatedWithWhatMayBeSaidOfItAndWithoutThat() {
        Model model = stores.models()
                .create(spec("My Model / β")
                        .description("the first one")
                        .attributes(Map.of("base", "Qwen/Qwen3-8B", "note", "ä \" \\ \n"))
                        .build());
        assertThat(stores.models().create(spec("My Model / β").build()).id()).isEqualTo(model.id());
        assertThat(versions(model.id())).hasSize(2);
        assertThat(statuses()).containsExactly(200, 200);
    }

    @Test
    void aCreationWithoutAnAnswerIsRepeated() {
        simulator.inject("create-model", SimulatedFault.disconnect().applied());
        assertThat(stores.models().create(spec("agent").build()).name()).isEqualTo("agent");
        assertThat(statuses()).containsExactly(0, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "bearer"})
    void theKeyIsSentInBothWays(String scheme) {
        ModelId model = model("agent", 1);
        try (ModelkeepClient keyed = openWith(Map.of("weave.auth-scheme", scheme))) {
            assertThat(keyed.models().get(model).name()).isEqualTo("agent");
        }
        assertThat(exchanges().get(0).header("authorization").get(0)).startsWithIgnoringCase(scheme);
    }

    @Test
    void modelsAreListedInPagesWhileSomeGoAway() {
        IntStream.range(0, 7).forEach(i -> model("model-" + i, 2));
        PageRequest two = PageRequest.first().withSize(2);
        Page<Model> page = stores.models().list(two);
        simulator.delete(
                ENTITY,
                PROJECT,
                "model-0",
                versions(new ModelId("model-0")).get(0).value());
        simulator.delete(
                ENTITY,
                PROJECT,
                "model-0",
                versions(new ModelId("model-0")).get(0).value());
        assertThat(stores.models().stream(two.withToken(page.nextToken().orElseThrow())))
                .extracting(Model::name)
                .containsExactly("model-2", "model-3", "model-4", "model-5", "model-6");
    }

    @Test
    void manyVersionsAreListed() {
        ModelId model = model("agent", 205);
        assertThat(stores.models().streamVersions(model)).hasSize(205);
        assertThat(stores.models().stream()).hasSize(1);
    }

    @Test
    void otherObject_isNotFound() {
        simulator.addObject(ENTITY, PROJECT, "Dataset", "questions");
        simulator.addOp(ENTITY, PROJECT, "judge");
        model("agent", 1);
        for (String other : List.of("questions", "judge", "nothing")) {
            assertThatThrownBy(() -> stores.models().get(new ModelId(other))).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> stores.models().listVersions(new ModelId(other), PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(stores.models().stream()).hasSize(1);
        assertThat(stores.models().delete(new ModelId("questions")).outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(used()).containsExactly("queryObjects");
    }

    @Test
    void modelsWithoutSourceAreListedToo() {
        simulator.addModelWithoutSource(ENTITY, PROJECT, "Sdk.Model-1");
        assertThat(stores.models().stream()).extracting(Model::name).containsExactly("Sdk.Model-1");
    }

    @Test
    void aWrongKeyAndAForbiddenProjectAreRefused() {
        ModelId model = model("agent", 1);
        VersionId version = versions(model).get(0);
        try (ModelkeepClient strangers = openWith(Map.of("weave.api-key", "a-wrong-key"))) {
            assertThatThrownBy(() -> strangers.models().get(model)).isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> strangers.models().create(spec("b").build()))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(strangers
                            .models()
                            .deleteVersions(model, List.of(version))
                            .abortCause())
                    .containsInstanceOf(AuthenticationException.class);
        }
        simulator.forbid(ENTITY, PROJECT);
        assertThatThrownBy(() -> stores.models().list(PageRequest.first()))
                .isInstanceOf(PermissionDeniedException.class);
        assertThat(stores.models().delete(model).cause()).containsInstanceOf(PermissionDeniedException.class);
        assertThat(statuses()).containsExactly(401, 401, 401, 403, 403);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anErrorThatPassesIsOutlivedByEachOperation(int status) {
        ModelId model = model("agent", 3);
        VersionId version = versions(model).get(0);
        List<String> operations =
                List.of("create-model", "list-models", "list-versions", "get-model", "delete-versions", "delete-model");
        operations.forEach(operation -> simulator.inject(operation, error(status)));
        assertThat(stores.models().create(spec("other").build()).name()).isEqualTo("other");
        assertThat(stores.models().stream()).hasSize(2);
        assertThat(stores.models().streamVersions(model)).hasSize(3);
        assertThat(stores.models().get(model).name()).isEqualTo("agent");
        assertThat(stores.models().deleteVersions(model, List.of(version)).complete())
                .isTrue();
        assertThat(stores.models().delete(model).outcome().isAbsent()).isTrue();
        assertThat(statuses()).filteredOn(seen -> seen == status).hasSize(operations.size());
    }
}
