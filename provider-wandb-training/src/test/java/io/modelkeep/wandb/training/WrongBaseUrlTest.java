package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 404 that any router may give says nothing about a model, unless the base URL has proved to be right. */
class WrongBaseUrlTest {

    private static final SimulatedFault ROUTER =
            SimulatedFault.answer(404, "application/json", "{\"detail\":\"Not Found\"}");

    @Test
    void aRoutersAnswerCountsWhereTheHealthCheckAnswers() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(1);
            run.simulator.inject("list-checkpoints", ROUTER);
            assertThatThrownBy(() -> run.stores.checkpoints().list(training, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
            assertThat(run.seen("health")).isEqualTo(1);
        }
    }

    @Test
    void aRoutersAnswerDoesNotCountWhereTheHealthCheckFails() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(1);
            run.simulator.inject("delete-model", ROUTER);
            run.simulator.inject("health", ROUTER);
            ModelDeletion deletion = run.stores.models().delete(new ModelId(training.value()));
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
            assertThat(run.simulator.hasModel(training.value())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"No route matched\"}",
                "{\"detail\":\"Not Found\",\"path\":\"/x\"}",
                "{\"detail\":[]}",
                "{\"detail\":\"\"}",
                "{\"detail\":null}",
                "[\"Not Found\"]",
                "<html>not found</html>"
            })
    void errorInASimilarFormat_isNotTrusted(String body) {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(1);
            run.simulator.inject("delete-model", SimulatedFault.answer(404, "application/json", body));
            ModelDeletion deletion = run.stores.models().delete(new ModelId(training.value()));
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.FAILED);
            assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void afterASuccessARoutersAnswerCountsWithoutAHealthCheck() {
        try (ServerRun run = ServerRun.start()) {
            RunId training = run.given(1);
            assertThat(run.stores.checkpoints().latest(training)).isPresent();
            run.simulator.inject("delete-model", ROUTER);
            run.simulator.inject("list-checkpoints", ROUTER);
            assertThat(run.stores.models().delete(new ModelId(training.value())).outcome())
                    .isEqualTo(DeleteOutcome.ALREADY_ABSENT);
            assertThat(run.seen("health")).isZero();
        }
    }
}
