package io.modelkeep.baseten.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.PageRequest;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.Connection;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service says of models and deployments, and what it leaves out. */
class ModelReaderTest {

    private final Connection baseten = new Connection();

    @AfterEach
    void close() {
        baseten.close();
    }

    private Model read(String model) {
        return baseten.stores.models().get(new ModelId(model));
    }

    private void rowsWithout(String operation, String list, String... fields) {
        baseten.simulator.inject(operation, SimulatedFault.editJson(answer -> {
            Map<String, Object> edited = new LinkedHashMap<>(answer);
            List<Object> rows = new ArrayList<>();
            for (Object row : (List<?>) Objects.requireNonNull(answer.get(list))) {
                Map<Object, Object> less = new LinkedHashMap<>((Map<?, ?>) row);
                less.keySet().removeAll(List.of(fields));
                rows.add(less);
            }
            edited.put(list, rows);
            return edited;
        }));
    }

    @Test
    void model_hasTheReportedProperties() {
        String id = baseten.simulator.addModel("agent");
        Model model = read(id);
        assertThat(model.id().value()).isEqualTo(id);
        assertThat(model.name()).isEqualTo("agent");
        assertThat(model.createdAt()).isPresent();
        assertThat(model.run()).isEmpty();
        assertThat(model.attributes())
                .containsEntry(BasetenAttributes.DEPLOYMENTS, "1")
                .containsKey(Model.ENTITY)
                .doesNotContainKey(BasetenAttributes.PRODUCTION_DEPLOYMENT);
    }

    @Test
    void aModelIsLiveWhereItHasAProductionDeployment() {
        String id = baseten.simulator.addModel("agent");
        assertThat(read(id).live()).contains(false);
        String deployment = baseten.simulator.deployments(id).get(0).id();
        baseten.simulator.promote(id, deployment);
        assertThat(read(id).live()).contains(true);
        assertThat(read(id).attributes()).containsEntry(BasetenAttributes.PRODUCTION_DEPLOYMENT, deployment);
    }

    @Test
    void aFieldThatIsMissingSaysNothing() {
        baseten.simulator.addModel("agent");
        rowsWithout(
                "list-models",
                "models",
                "created_at",
                "deployments_count",
                "production_deployment_id",
                "development_deployment_id",
                "instance_type_name",
                "team_name");
        Model model = baseten.stores.models().list(PageRequest.first()).items().get(0);
        assertThat(model.live()).isEmpty();
        assertThat(model.createdAt()).isEmpty();
        assertThat(model.attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "name"})
    void modelWithoutAnId_isMalformed(String field) {
        baseten.simulator.addModel("agent");
        rowsWithout("list-models", "models", field);
        assertThatThrownBy(() -> baseten.stores.models().list(PageRequest.first()))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void aNameIsKeptToWhereTheServerDoesNotKnowTheFilter() {
        baseten.simulator.addModel("kept");
        baseten.simulator.addModel("old");
        baseten.simulator.inject(
                "list-models",
                SimulatedFault.answer(
                        200,
                        "application/json",
                        "{\"models\":[{\"id\":\"a1\",\"name\":\"kept\"},{\"id\":\"b2\",\"name\":\"old\"}]}"));
        assertThat(baseten.stores
                        .models()
                        .listByName("old", PageRequest.first())
                        .items())
                .extracting(Model::name)
                .containsExactly("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"models\":[{\"id\":\"a1\",\"name\":\"x\"},{\"id\":\"a1\",\"name\":\"y\"}]}",
                "{\"models\":[{\"id\":\"a/1\",\"name\":\"x\"}]}",
                "{\"models\":[{\"id\":\"\",\"name\":\"x\"}]}",
                "{\"models\":[{\"id\":\"a1\",\"name\":\"x\",\"deployments_count\":-1}]}",
                "{\"models\":[{\"id\":\"a1\",\"name\":\"x\",\"production_deployment_id\":7}]}",
                "{\"models\":[null]}",
                "{\"models\":null}",
                "{}"
            })
    void invalidList_isMalformed(String body) {
        baseten.simulator.inject("list-models", SimulatedFault.answer(200, "application/json", body));
        assertThatThrownBy(() -> baseten.stores.models().list(PageRequest.first()))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void answerAboutAnotherModel_isMalformed() {
        String id = baseten.simulator.addModel("agent");
        baseten.simulator.inject(
                "get-model", SimulatedFault.answer(200, "application/json", "{\"id\":\"other1\",\"name\":\"agent\"}"));
        assertThatThrownBy(() -> read(id)).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void deploymentWithAnUndocumentedStatus_isUnknown() {
        String model = baseten.simulator.addModel("agent");
        String deployment = baseten.simulator.deployments(model).get(0).id();
        baseten.simulator.promote(model, deployment, "staging");
        baseten.simulator.setDeploymentStatus(model, deployment, "HIBERNATING");
        ModelVersion version = baseten.stores
                .models()
                .listVersions(new ModelId(model), PageRequest.first())
                .items()
                .get(0);
        assertThat(version.id().value()).isEqualTo(deployment);
        assertThat(version.model().value()).isEqualTo(model);
        assertThat(version.state()).contains("HIBERNATING");
        assertThat(version.createdAt()).isPresent();
        assertThat(version.number()).isEmpty();
        assertThat(version.attributes())
                .containsEntry(BasetenAttributes.ENVIRONMENT, "staging")
                .containsEntry(BasetenAttributes.PRODUCTION, "false")
                .containsKey(BasetenAttributes.NAME);
    }

    @Test
    void aDeploymentIsLiveWhereItServesProductionOrAnotherEnvironment() {
        String model = baseten.simulator.addModel("agent");
        List<String> ids = baseten.simulator.addDeployments(model, 3);
        baseten.simulator.promote(model, ids.get(0));
        baseten.simulator.promote(model, ids.get(1), "staging");
        Map<String, Optional<Boolean>> live = baseten.stores
                .models()
                .streamVersions(new ModelId(model))
                .collect(Collectors.toMap(version -> version.id().value(), ModelVersion::live));
        assertThat(live)
                .containsEntry(ids.get(0), Optional.of(true))
                .containsEntry(ids.get(1), Optional.of(true))
                .containsEntry(ids.get(2), Optional.of(false));
    }

    @ParameterizedTest
    @CsvSource({"is_production, true", "environment, true", "'is_production,environment', "})
    void aDeploymentThatDoesNotSayWhatItServesMayServeAnything(String missing, @Nullable Boolean live) {
        String model = baseten.simulator.addModel("agent");
        baseten.simulator.promote(
                model, baseten.simulator.deployments(model).get(0).id());
        rowsWithout("list-deployments", "deployments", missing.split(","));
        assertThat(baseten.stores.models().streamVersions(new ModelId(model)))
                .extracting(ModelVersion::live)
                .containsExactly(Optional.ofNullable(live));
    }

    @Test
    void aDeploymentNeedsNoMoreThanAnId() {
        String model = baseten.simulator.addModel("agent");
        baseten.simulator.inject(
                "list-deployments",
                SimulatedFault.answer(
                        200, "application/json", "{\"deployments\":[{\"id\":\"d1\",\"labels\":{\"keep\":true}}]}"));
        ModelVersion version = baseten.stores
                .models()
                .streamVersions(new ModelId(model))
                .toList()
                .get(0);
        assertThat(version.state()).isEmpty();
        assertThat(version.attributes()).isEqualTo(Map.of(BasetenAttributes.LABELS, "{\"keep\":true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deployments\":[{\"id\":\"d1\"},{\"id\":\"d1\"}]}",
                "{\"deployments\":[{\"id\":\"d1\",\"model_id\":\"another\"}]}",
                "{\"deployments\":[{\"id\":\"production\"}]}",
                "{\"deployments\":[{\"name\":\"d1\"}]}"
            })
    void invalidDeployments_areMalformed(String body) {
        String model = baseten.simulator.addModel("agent");
        baseten.simulator.inject("list-deployments", SimulatedFault.answer(200, "application/json", body));
        assertThatThrownBy(() -> baseten.stores.models().listVersions(new ModelId(model), PageRequest.first()))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void anEmptyListOfDeploymentsIsNotBelievedOfAMissingModel() {
        baseten.simulator.inject(
                "list-deployments", SimulatedFault.answer(200, "application/json", "{\"deployments\":[]}"));
        assertThatThrownBy(() -> baseten.stores.models().listVersions(new ModelId("absent1"), PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked()).containsExactly("GET /v1/models/absent1/deployments", "GET /v1/models/absent1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loops:abc", "job:p:j", "ä", "a.b"})
    void idsOfOtherKindsAreRefusedBeforeAnyRequest(String id) {
        assertThatThrownBy(() -> read(id))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.statusCode()).isEmpty());
        assertThat(baseten.asked()).isEmpty();
    }
}
