package io.modelkeep.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.Client;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryFaultsTest {
    private static final String DELETE_STEPS = "delete-checkpoints";

    private final WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private final Client client = new Client(simulator);
    private final String model = simulator.addModel("p", "n");

    DeliveryFaultsTest() {
        simulator.addCheckpoints(model, 3);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private RecordedExchange lastExchange() {
        List<RecordedExchange> exchanges = simulator.exchanges();
        return exchanges.get(exchanges.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeptAliveConnectionClosesWithoutAnAnswer(boolean applied) throws Exception {
        simulator.inject(DELETE_STEPS, applied ? SimulatedFault.disconnect().applied() : SimulatedFault.disconnect());
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
            socket.setSoTimeout(10_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write(socket, "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
            readAnswer(answers);

            write(
                    socket,
                    "DELETE /v1" + Client.checkpoints(model) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + simulator.apiKey() + "\r\nContent-Length: 13\r\n\r\n{\"steps\":[1]}");

            assertThat(answers.read()).isEqualTo(-1);
        }
        assertThat(simulator.checkpoints(model)).hasSize(applied ? 2 : 3);
        assertThat(lastExchange().status()).isEmpty();
        assertThat(lastExchange().bodyText()).isEqualTo("{\"steps\":[1]}");
        assertThat(simulator.exchanges()).hasSize(2);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void readAnswer(BufferedReader answers) throws IOException {
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
    }

    @Test
    void aFreshConnectionClosesWithoutAnAnswer() {
        simulator.inject(DELETE_STEPS, SimulatedFault.disconnect().applied());

        assertThatThrownBy(() -> client.deleteSteps(model, "[1]"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.checkpoints(model)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStallLastsUntilTheClientGivesUp(boolean applied) {
        simulator.inject(DELETE_STEPS, applied ? SimulatedFault.stall().applied() : SimulatedFault.stall());

        assertThatThrownBy(() -> client.http()
                        .send(
                                client.request("DELETE", Client.checkpoints(model), "{\"steps\":[1]}")
                                        .timeout(Duration.ofMillis(200))
                                        .build(),
                                BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.checkpoints(model)).hasSize(applied ? 2 : 3);
        assertThat(lastExchange().status()).isEmpty();
    }

    @Test
    void aDelayedAnswerIsTheRealOne() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.delay(Duration.ofMillis(150)));
        long start = System.nanoTime();

        HttpResponse<String> response = client.deleteSteps(model, "[1]");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(response.body()).isEqualTo("{\"deleted_count\":1,\"not_found_steps\":[]}");
    }

    @Test
    void aDrippingAnswerComesByteByByte() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.drip(Duration.ofMillis(5)));
        String expected = "{\"deleted_count\":1,\"not_found_steps\":[]}";
        long start = System.nanoTime();

        assertThat(client.deleteSteps(model, "[1]").body()).isEqualTo(expected);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5L * (expected.length() - 1)));
    }

    @Test
    void aCutBodyEndsBeforeItsAnnouncedLength() throws Exception {
        simulator.inject(DELETE_STEPS, SimulatedFault.cutBody());
        String sent = "{\"deleted_count\":1,\"";

        HttpResponse<InputStream> response = client.http()
                .send(
                        client.request("DELETE", Client.checkpoints(model), "{\"steps\":[1]}")
                                .build(),
                        BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValueAsLong("Content-Length"))
                .hasValue("{\"deleted_count\":1,\"not_found_steps\":[]}".length());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(sent.length()), StandardCharsets.UTF_8))
                    .isEqualTo(sent);
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
        assertThat(simulator.checkpoints(model)).hasSize(2);
        assertThat(lastExchange().status()).hasValue(200);
        assertThat(lastExchange().responseBody()).isEqualTo(sent);
    }

    @Test
    void aGzipBombIsSmallOnTheWire() throws Exception {
        simulator.inject("list-checkpoints", SimulatedFault.gzipBomb(50_000_000));

        HttpResponse<byte[]> response = client.http()
                .send(client.request("GET", Client.checkpoints(model), null).build(), BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.body()).hasSizeLessThan(100_000);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(response.body().length);
        try (InputStream inflated = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(inflated.skip(60_000_000)).isEqualTo(50_000_000);
        }
    }

    @Test
    void anEndlessBodyGoesOnUntilTheClientCloses() throws Exception {
        simulator.inject("list-checkpoints", SimulatedFault.endlessBody());

        HttpResponse<InputStream> response = client.http()
                .send(client.request("GET", Client.checkpoints(model), null).build(), BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000).startsWith('{', ' ');
        }
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
    }
}
