package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Http2Test {
    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final OkHttpClient http2 = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .build();

    @AfterEach
    void close() {
        http2.connectionPool().evictAll();
        simulator.close();
    }

    private Response delete(String model) throws IOException {
        return http2.newCall(new Request.Builder()
                        .url(simulator.http2BaseUrl() + "/preview/models/" + model)
                        .header("Authorization", "Bearer " + simulator.apiKey())
                        .delete()
                        .build())
                .execute();
    }

    @Test
    void stateFaultsAndLogAreTheSameOverHttp2() throws IOException {
        String model = simulator.addModel("p", "n");
        simulator.inject("delete-model", SimulatedFault.status(503));
        try (Response first = delete(model);
                Response second = delete(model)) {
            assertThat(first.code()).isEqualTo(503);
            assertThat(second.code()).isEqualTo(200);
            assertThat(second.protocol()).isEqualTo(Protocol.H2_PRIOR_KNOWLEDGE);
        }
        assertThat(simulator.hasModel(model)).isFalse();
        assertThat(simulator.exchanges())
                .extracting(RecordedExchange::changedState)
                .containsExactly(false, true);
    }

    @Test
    void thePortStaysTheSameAndIsClosedWithTheSimulator() throws IOException {
        URI before = simulator.http2BaseUrl();
        assertThat(simulator.http2BaseUrl()).isEqualTo(before);
        assertThat(before.getPort()).isNotEqualTo(simulator.baseUrl().getPort());
        simulator.close();
        assertThatThrownBy(() -> http2.newCall(
                                new Request.Builder().url(before.toString()).build())
                        .execute())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(simulator::http2BaseUrl).isInstanceOf(IllegalStateException.class);
    }
}
