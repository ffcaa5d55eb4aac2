package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SimulatorsTest {

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("simulate prints where and with which key it answers, and does until it is interrupted")
    void simulate() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        PipedInputStream printed = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(printed);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread server = new Thread(() -> code.complete(Run.on(service)
                .writingTo(out)
                .command("-o", "json", "simulate", "wandb-training", "--checkpoints", "3")
                .code()));
        server.start();

        String line = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)).readLine();
        JsonNode facts = JsonMapper.builder().build().readTree(line);
        HttpURLConnection request =
                (HttpURLConnection) URI.create(facts.path("baseUrl").asText() + "/preview/models/"
                                + facts.path("model").asText() + "/checkpoints")
                        .toURL()
                        .openConnection();
        request.setRequestProperty(
                "Authorization", "Bearer " + facts.path("apiKey").asText());

        assertThat(request.getResponseCode()).isEqualTo(200);
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(request.getInputStream())
                        .path("data"))
                .hasSize(3);
        server.interrupt();
        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "simulate nothing, available: wandb-training",
        "simulate wandb-training --port 70000, 65535",
        "simulate wandb-training --checkpoints -1, below 0",
        "-s provider=fake simulate wandb-training, neither -c nor -s",
        "-s provider=fake demo, neither -c nor -s",
        "-o json demo, for people"
    })
    @DisplayName("what cannot be simulated is 2, with what can")
    void refused(String line, String told) {
        Run run = Run.on(service).command(line.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains(told);
    }

    @Test
    @DisplayName("a port that is taken is 2")
    void portTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.on(service)
                    .command("simulate", "wandb-training", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("cannot be had");
        }
    }

    @Test
    @DisplayName("the demo lists 250 checkpoints in three pages, deletes 120 of them over a lost reply, and leaves 130")
    void demo() {
        Run run = Run.on(service).command("demo");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("page 1: 100 checkpoints, steps 1 to 100")
                .contains("page 3: 50 checkpoints, steps 201 to 250")
                .contains("100 PRESUMED_DELETED", "20 DELETED")
                .contains("1 create-model, 2 delete-checkpoints")
                .contains("The server holds 130 checkpoints now, steps 121 to 250.");
    }
}
