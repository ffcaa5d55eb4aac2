package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the adapter asks about models and the simulator answers, both keep to the published document; so do errors. */
class WandbTrainingExchangesTest extends WandbTrainingExchanges {

    @Test
    void theAdapterUsesAllOperationsButOne() {
        Model model = stores.models().create(spec(IfExists.FAIL));
        RunId run = model.run().orElseThrow();
        simulator.addCheckpoints(run.value(), 3);
        assertThat(stores.checkpoints().stream(run)).hasSize(3);
        assertThat(deleted(run, LongStream.of(1))).isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
        assertThat(stores.models().delete(model.id()).outcome()).isEqualTo(DeleteOutcome.DELETED);
        try (ModelkeepClient fresh = openOn(simulator)) {
            // Words that a wrong base URL would bring too, so that the adapter asks for the service's health.
            simulator.inject("list-checkpoints", SimulatedFault.status(404));
            assertThatThrownBy(() -> fresh.checkpoints().list(run, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
        assertUsesAllBut(UNUSED);
    }

    @ParameterizedTest
    @EnumSource(value = IfExists.class, names = "ADD_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void aModelOfANewNameIsCreated(IfExists ifExists) {
        assertThat(stores.models().create(spec(ifExists)).name()).isEqualTo("agent");
        assertThat(statuses()).containsExactly(200);
    }

    @Test
    void aModelOfATeamIsCreated() {
        try (ModelkeepClient team = openWith(Map.of("wandb-training.entity", "team"))) {
            assertThat(team.models().create(spec(IfExists.FAIL)).attributes()).containsEntry(Model.ENTITY, "team");
        }
        assertThat(statuses()).containsExactly(200);
    }

    @Test
    void aTakenNameIsFoundOrAConflict() {
        Model first = stores.models().create(spec(IfExists.RETURN));
        assertThat(stores.models().create(spec(IfExists.RETURN)).id()).isEqualTo(first.id());
        assertThatThrownBy(() -> stores.models().create(spec(IfExists.FAIL))).isInstanceOf(ConflictException.class);
        assertThat(statuses()).containsExactly(200, 200, 409);
    }

    @Test
    void aCreationWithoutAnAnswerIsRepeatedWhereThatFindsTheModel() {
        simulator.inject("create-model", SimulatedFault.disconnect().applied());
        assertThatThrownBy(() -> stores.models().create(spec(IfExists.FAIL)))
                .isInstanceOf(OutcomeUnknownException.class);
        simulator.inject("create-model", SimulatedFault.disconnect().applied());
        assertThat(stores.models().create(spec(IfExists.RETURN)).name()).isEqualTo("agent");
        assertThat(statuses()).containsExactly(0, 0, 200);
    }

    @Test
    void aModelIsDeletedOnce() {
        ModelId model = new ModelId(run(7).value());
        assertThat(stores.models().delete(model).cascade()).isEqualTo(Map.of("checkpoints", 7L, "runs", 1L));
        assertThat(stores.models().delete(model).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
        assertThat(statuses()).containsExactly(200, 404, 404);
    }

    @Test
    void aDeletionOfAModelWithoutAUsableAnswerIsLookedInto() {
        simulator.inject("delete-model", SimulatedFault.disconnect().applied());
        assertThat(stores.models().delete(new ModelId(run(1).value())).outcome())
                .isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        simulator.inject("delete-model", SimulatedFault.editJson(answer -> {
            answer.put("model_id", UUID.randomUUID().toString());
            return answer;
        }));
        assertThat(stores.models().delete(new ModelId(run(1).value())).outcome())
                .isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        assertThat(statuses()).containsExactly(0, 404, 404, 200, 404);
    }

    @Test
    void aWrongKeyIsRefusedByEachOperation() {
        RunId run = run(1);
        try (ModelkeepClient strangers = openWith(Map.of("wandb-training.api-key", "a-wrong-key"))) {
            assertThatThrownBy(() -> strangers.checkpoints().list(run, PageRequest.first()))
                    .isInstanceOf(AuthenticationException.class);
            assertThatThrownBy(() -> strangers.models().create(spec(IfExists.RETURN)))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(strangers.models().delete(new ModelId(run.value())).cause())
                    .containsInstanceOf(AuthenticationException.class);
            assertThat(strangers
                            .checkpoints()
                            .delete(run, steps(LongStream.of(1)))
                            .abortCause())
                    .containsInstanceOf(AuthenticationException.class);
        }
        assertThat(statuses()).containsExactly(401, 401, 401, 401);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anErrorThatPassesIsOutlivedByEachOperation(int status) {
        RunId run = run(3);
        Set.of("list-checkpoints", "delete-checkpoints", "delete-model", "create-model")
                .forEach(operation -> simulator.inject(operation, SimulatedFault.status(status)));
        assertThat(stores.checkpoints().stream(run)).hasSize(3);
        assertThat(deleted(run, LongStream.of(1))).isEqualTo(Map.of(DeleteOutcome.DELETED, 1));
        assertThat(stores.models().delete(new ModelId(run.value())).outcome().isAbsent())
                .isTrue();
        assertThat(stores.models().create(spec(IfExists.RETURN)).name()).isEqualTo("agent");
        assertThat(statuses()).filteredOn(seen -> seen == status).hasSize(4);
    }
}
