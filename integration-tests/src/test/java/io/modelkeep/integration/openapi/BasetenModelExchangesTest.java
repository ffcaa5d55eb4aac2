package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.VersionId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the adapter asks about models and deployments and the simulator answers, both keep to the published document. */
class BasetenModelExchangesTest extends BasetenExchanges {

    private ModelId model(int deployments) {
        String model = simulator.addModel("agent");
        simulator.addDeployments(model, deployments - 1);
        return new ModelId(model);
    }

    private List<VersionId> deployments(ModelId model) {
        return simulator.deployments(model.value()).stream()
                .map(deployment -> new VersionId(deployment.id()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"api-key, Api-Key", "bearer, Bearer"})
    void theKeyIsSentInBothWays(String scheme, String sent) {
        ModelId model = model(1);
        try (ModelkeepClient keyed = openWith(Map.of("baseten.auth-scheme", scheme))) {
            assertThat(keyed.models().get(model).name()).isEqualTo("agent");
        }
        assertThat(exchanges().get(0).header("authorization").get(0)).startsWith(sent);
    }

    @Test
    void modelsAreListedOfAllTeamsAndOfOneAndByName() {
        ModelId own = model(1);
        String other = simulator.addModel("another team", "agent");
        simulator.addModel("another team", "Ünusual / näme & more");
        PageRequest first = PageRequest.first();
        assertThat(stores.models().stream()).hasSize(3);
        assertThat(stores.models().streamByName("agent", first))
                .extracting(Model::id)
                .containsOnly(own, new ModelId(other));
        assertThat(stores.models().streamByName("Ünusual / näme & more", first)).hasSize(1);
        try (ModelkeepClient team = openWith(Map.of("baseten.team", simulator.addTeam("another team")))) {
            assertThat(team.models().stream()).hasSize(2);
            assertThat(team.models().streamByName("agent", first))
                    .extracting(Model::id)
                    .containsExactly(new ModelId(other));
        }
        try (ModelkeepClient nobody = openWith(Map.of("baseten.team", "nothing"))) {
            assertThatThrownBy(() -> nobody.models().list(PageRequest.first())).isInstanceOf(NotFoundException.class);
        }
        // A 404 counts where the list of teams shows that this is the service.
        assertThat(used()).containsExactly("listModels", "listTeamModels", "listTeams");
    }

    @Test
    void deploymentsAreListedInAllTheirForms() {
        ModelId model = model(4);
        List<VersionId> deployments = deployments(model);
        simulator.promote(model.value(), deployments.get(0).value());
        simulator.promote(model.value(), deployments.get(1).value(), "development");
        simulator.promote(model.value(), deployments.get(2).value(), "staging");
        simulator.setDeploymentStatus(model.value(), deployments.get(3).value(), "SCALED_TO_ZERO");
        assertThat(stores.models().streamVersions(model)).hasSize(4);
        assertThat(stores.models().get(model).name()).isEqualTo("agent");
        assertThatThrownBy(() -> stores.models().listVersions(new ModelId("nothing"), PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        assertThat(used()).containsExactly("getModel", "listDeployments");
    }

    @Test
    void anEmptyListOfDeploymentsIsLookedInto() {
        ModelId model = model(1);
        simulator.inject("list-deployments", SimulatedFault.answer(200, "application/json", "{\"deployments\":[]}"));
        assertThat(stores.models().streamVersions(model)).isEmpty();
        assertThat(used()).containsExactly("getModel", "listDeployments");
    }

    @Test
    void deployments_areDeleted_andAbsentOnesDistinguished() {
        ModelId model = model(20);
        List<VersionId> deployments = deployments(model);
        assertThat(stores.models()
                        .deleteVersions(model, deployments.subList(0, 15))
                        .summary())
                .isEqualTo(Map.of(DeleteOutcome.DELETED, 15));
        assertThat(stores.models()
                        .deleteVersions(model, deployments.subList(14, 16))
                        .summary())
                .isEqualTo(Map.of(DeleteOutcome.ALREADY_ABSENT, 1, DeleteOutcome.DELETED, 1));
        assertThat(stores.models()
                        .deleteVersions(new ModelId("nothing"), deployments.subList(16, 17))
                        .complete())
                .isFalse();
        assertThat(used()).containsExactly("deleteDeployment", "listDeployments");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void deploymentsThatServeAndTheLastOneAreKept(int refusal) {
        BasetenSimulator keeping =
                BasetenSimulator.builder().refusalStatus(refusal).start();
        ModelId model = new ModelId(keeping.addModel("agent"));
        VersionId only = new VersionId(keeping.deployments(model.value()).get(0).id());
        try (keeping;
                ModelkeepClient opened = openOn(keeping)) {
            assertThat(opened.models().deleteVersions(model, List.of(only)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.REFUSED, 1));
            keeping.addDeployments(model.value(), 1);
            keeping.promote(model.value(), only.value());
            assertThat(opened.models().deleteVersions(model, List.of(only)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.REFUSED, 1));
            assertThat(stores.models().stream()).isEmpty();
        }
        assertThat(keeping.exchanges()).isNotEmpty();
        assertFits(keeping);
    }

    @Test
    void aModelIsDeletedOnceAndNotWhileItServes() {
        ModelId model = model(3);
        simulator.promote(model.value(), deployments(model).get(0).value());
        assertThat(stores.models().delete(model, DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
        assertThat(used()).containsExactly("deleteModel", "getModel");
    }

    @Test
    void deletionsAreCompleteAlthoughAnswersAreLostOnTheWay() {
        ModelId model = model(3);
        List<VersionId> deployments = deployments(model);
        simulator.inject("delete-deployment", SimulatedFault.disconnect().applied());
        assertThat(stores.models()
                        .deleteVersions(model, deployments.subList(0, 2))
                        .complete())
                .isTrue();
        simulator.inject("delete-model", SimulatedFault.disconnect().applied());
        assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        assertThat(statuses()).contains(0, 404);
    }

    @Test
    void aWrongKeyIsRefusedByEachOperation() {
        ModelId model = model(2);
        VersionId deployment = deployments(model).get(0);
        try (ModelkeepClient strangers = openWith(Map.of("baseten.api-key", "a-wrong.key"))) {
            assertThatThrownBy(() -> strangers.models().list(PageRequest.first()))
                    .isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> strangers.models().listVersions(model, PageRequest.first()))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(strangers
                            .models()
                            .deleteVersions(model, List.of(deployment))
                            .abortCause())
                    .containsInstanceOf(AuthenticationException.class);
            assertThat(strangers.models().delete(model, DeleteMode.FORCE).cause())
                    .containsInstanceOf(AuthenticationException.class);
        }
        assertThat(statuses()).containsOnly(401).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anErrorThatPassesIsOutlivedByEachOperation(int status) {
        ModelId model = model(3);
        List<String> operations =
                List.of("list-models", "list-deployments", "get-model", "delete-deployment", "delete-model");
        operations.forEach(operation -> simulator.inject(operation, error(status)));
        assertThat(stores.models().stream()).hasSize(1);
        assertThat(stores.models().streamVersions(model)).hasSize(3);
        assertThat(stores.models().get(model).name()).isEqualTo("agent");
        assertThat(stores.models()
                        .deleteVersions(model, deployments(model).subList(0, 1))
                        .complete())
                .isTrue();
        assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome().isAbsent())
                .isTrue();
        assertThat(statuses()).filteredOn(seen -> seen == status).hasSize(operations.size());
    }
}
