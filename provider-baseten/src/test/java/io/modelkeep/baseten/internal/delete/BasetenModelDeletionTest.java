package io.modelkeep.baseten.internal.delete;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.Connection;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model is deleted only where that is wanted, and what is said of it is what the service said. */
class BasetenModelDeletionTest {

    private static final String JSON = "application/json";

    private final Connection baseten = new Connection();
    private final String model = baseten.simulator.addModel("agent");

    @AfterEach
    void close() {
        baseten.close();
    }

    private ModelDeletion delete(DeleteMode mode) {
        return baseten.stores.models().delete(new ModelId(model), mode);
    }

    private void promote() {
        baseten.simulator.promote(
                model, baseten.simulator.deployments(model).get(0).id());
    }

    private void answer(String body) {
        baseten.simulator.inject("delete-model", SimulatedFault.answer(200, JSON, body));
    }

    @Test
    void liveModel_isRefused_unlessForced() {
        promote();
        ModelDeletion refused = delete(DeleteMode.SAFE);
        assertThat(refused.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(refused.cause()).containsInstanceOf(ConflictException.class);
        assertThat(refused.cascade()).isEmpty();
        assertThat(baseten.asked("delete-model")).isZero();
        assertThat(baseten.simulator.models()).containsExactly(model);

        ModelDeletion deleted = delete(DeleteMode.FORCE);
        assertThat(deleted.outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(baseten.simulator.models()).isEmpty();
    }

    @Test
    void theDeploymentsThatWentWithItAreCounted() {
        baseten.simulator.addDeployments(model, 3);
        assertThat(delete(DeleteMode.SAFE).cascade()).isEqualTo(Map.of(BasetenAttributes.DEPLOYMENTS, 4L));
    }

    @Test
    void modelOfUnknownUse_isRefused() {
        baseten.simulator.inject("get-model", SimulatedFault.editJson(row -> {
            Map<String, Object> less = new LinkedHashMap<>(row);
            less.remove("production_deployment_id");
            return less;
        }));
        assertThat(delete(DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(baseten.simulator.models()).containsExactly(model);
    }

    @Test
    void otherEnvironmentsDoNotProtectAModel() {
        baseten.simulator.promote(
                model, baseten.simulator.deployments(model).get(0).id(), "staging");
        assertThat(delete(DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.DELETED);
    }

    @Test
    void aModelThatCannotBeReadIsNotDeleted() {
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject("get-model", SimulatedFault.status(500));
        }
        ModelDeletion failed = delete(DeleteMode.FORCE);
        assertThat(failed.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
        assertThat(failed.cause()).containsInstanceOf(UnavailableException.class);
        baseten.simulator.inject("get-model", SimulatedFault.answer(401, JSON, "{\"message\":\"no\"}"));
        assertThat(delete(DeleteMode.FORCE).cause()).containsInstanceOf(AuthenticationException.class);
        baseten.simulator.inject(
                "get-model", SimulatedFault.answer(200, JSON, "{\"id\":\"other1\",\"name\":\"agent\"}"));
        assertThat(delete(DeleteMode.FORCE).cause()).containsInstanceOf(MalformedResponseException.class);
        assertThat(baseten.asked("delete-model")).isZero();
    }

    @Test
    void anAbsentModelIsReadTwiceWithAPauseAndNotSent() {
        assertThat(delete(DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.DELETED);
        baseten.simulator.clearExchanges();
        assertThat(delete(DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
        assertThat(baseten.asked()).containsExactly("GET /v1/models/" + model, "GET /v1/models/" + model);
        assertThat(baseten.time.sleeps()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aTombstoneThatSaysNotDeletedIsARefusal() {
        answer("{\"id\":\"" + model + "\",\"deleted\":false}");
        ModelDeletion refused = delete(DeleteMode.SAFE);
        assertThat(refused.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(refused.cause()).containsInstanceOf(ConflictException.class);
        assertThat(refused.cascade()).isEmpty();
    }

    @Test
    void aTombstoneOfAnotherModelIsBeyondWhatWasAsked() {
        answer("{\"id\":\"another1\",\"deleted\":true}");
        ModelDeletion failed = delete(DeleteMode.SAFE);
        assertThat(failed.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(failed.cause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(failed.report().alarm()).isPresent();
        assertThat(baseten.asked("delete-model")).isEqualTo(1);
        assertThat(baseten.asked("get-model"))
                .as("one before, two after, for a read may lag")
                .isEqualTo(3);
        assertThat(baseten.simulator.models()).containsExactly(model);
    }

    @Test
    void aTombstoneOfAnotherModelIsAnAlarmAlsoWhereThisOneIsGone() {
        String foreign = "{\"id\":\"another1\",\"deleted\":true}";
        baseten.simulator.inject(
                "delete-model", SimulatedFault.answer(200, JSON, foreign).applied());
        ModelDeletion absent = delete(DeleteMode.SAFE);
        assertThat(absent.outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        assertThat(absent.cause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(absent.report().alarm()).isPresent();
        assertThat(absent.report().complete()).isFalse();
        assertThat(baseten.asked("get-model")).isEqualTo(2);
    }

    @Test
    void aTombstoneOfAnotherModelThatNoReadSettlesIsUnknown() {
        answer("{\"id\":\"another1\",\"deleted\":true}");
        baseten.simulator.injectOnCall("get-model", 2, SimulatedFault.answer(403, JSON, "{\"message\":\"no\"}"));
        ModelDeletion unread = delete(DeleteMode.SAFE);
        assertThat(unread.outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(unread.cause()).containsInstanceOf(ScopeExceededException.class);
        assertThat(unread.report().alarm()).isPresent();
    }

    @Test
    void aSuccessWithoutATombstoneIsSettledByARead() {
        answer("{}");
        assertThat(delete(DeleteMode.SAFE).outcome()).isEqualTo(DeleteOutcome.FAILED);
        baseten.simulator.inject(
                "delete-model",
                SimulatedFault.answer(200, "text/html", "<p>done</p>").applied());
        ModelDeletion gone = delete(DeleteMode.SAFE);
        assertThat(gone.outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        assertThat(gone.cascade()).isEqualTo(Map.of(BasetenAttributes.DEPLOYMENTS, 1L));
    }

    @Test
    void afterALostAnswerAReadShowsThatItIsGone() {
        baseten.simulator.inject("delete-model", SimulatedFault.disconnect().applied());
        ModelDeletion gone = delete(DeleteMode.SAFE);
        assertThat(gone.outcome()).isEqualTo(DeleteOutcome.PRESUMED_DELETED);
        assertThat(baseten.asked("delete-model")).isEqualTo(1);
        assertThat(baseten.asked("get-model")).isEqualTo(2);
    }

    @Test
    void unansweredAndPresentModel_isNotRetryable() {
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject("delete-model", SimulatedFault.disconnect());
        }
        ModelDeletion unknown = delete(DeleteMode.SAFE);
        assertThat(unknown.outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(unknown.cause()).containsInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void unsettledModel_isUnknown() {
        baseten.simulator.injectOnCall("get-model", 2, SimulatedFault.answer(403, JSON, "{\"message\":\"no\"}"));
        for (int attempt = 0; attempt < 3; attempt++) {
            baseten.simulator.inject("delete-model", SimulatedFault.status(503));
        }
        ModelDeletion unknown = delete(DeleteMode.SAFE);
        assertThat(unknown.outcome()).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(unknown.cause()).containsInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void theServicesOwnRefusalIsPassedOn() {
        baseten.simulator.inject("delete-model", SimulatedFault.answer(400, JSON, "[\"a promotion is in progress\"]"));
        ModelDeletion refused = delete(DeleteMode.FORCE);
        assertThat(refused.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(refused.cause())
                .containsInstanceOf(InvalidRequestException.class)
                .hasValueSatisfying(cause -> assertThat(cause.getMessage()).contains("a promotion is in progress"));
    }
}
