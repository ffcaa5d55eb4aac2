package io.modelkeep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.cli.output.ExitCode;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SimulatorsTest {

    @Test
    @DisplayName("simulate prints where and with which key it answers, and does until it is interrupted")
    void simulate() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Simulated simulated = simulate("-o json simulate wandb-training --checkpoints 3");
        JsonNode facts = simulated.facts();
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
        simulated.interrupt();
    }

    @ParameterizedTest
    @CsvSource({
        "wandb-training, --checkpoints 7, checkpoints list {model}",
        "weave, --versions 7, versions list {model}",
        "weave, --models 7, models list",
        "baseten, --models 7 --versions 2, models list",
        "baseten, --versions 7, versions list {model}",
        "baseten, --checkpoints 7, checkpoints list {training}",
        "baseten, --checkpoints 7 --models 1, checkpoints list {job}"
    })
    @DisplayName("the configuration that simulate prints opens it, and it holds what was asked for")
    void configuration(String provider, String seeds, String list)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Simulated simulated = simulate("-o jsonl simulate " + provider + " " + seeds);
        JsonNode facts = simulated.facts();
        List<String> args = new ArrayList<>(List.of("-o", "jsonl"));
        facts.path("configuration")
                .properties()
                .forEach(setting -> args.addAll(List.of(
                        "-s", setting.getKey() + "=" + setting.getValue().asText())));
        for (String word : list.split(" ", -1)) {
            String field = word.replaceAll("[{}]", "");
            args.add(word.equals(field) ? word : facts.path(field).asText());
        }

        Run run = Run.command(args.toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(7);
        simulated.interrupt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wandb-training", "weave", "baseten"})
    @DisplayName("the command that simulate shows to people works as it stands there")
    void shownCommand(String provider) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Simulated simulated = simulate("simulate " + provider);
        StringBuilder shown = new StringBuilder();
        String line = simulated.out.readLine();
        assertThat(line).isEqualTo(provider + " is simulated on this machine, in memory, until Ctrl-C.");
        while (!line.endsWith("--limit 5")) {
            shown = line.contains("./modelkeep ") ? new StringBuilder() : shown;
            shown.append(line.replaceFirst("^ *(./modelkeep )?", "").replaceFirst("\\\\$", ""));
            line = simulated.out.readLine();
        }
        shown.append(line.strip());

        Run run = Run.command(("-o jsonl " + shown).split(" +"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(5);
        simulated.interrupt();
    }

    @ParameterizedTest
    @CsvSource({
        "simulate nothing, 'available: wandb-training, weave, baseten'",
        "simulate wandb-training --port 70000, 65535",
        "simulate wandb-training --checkpoints -1, below 0",
        "simulate weave --versions 0, below 1",
        "simulate baseten --models 0, below 1",
        "simulate weave --checkpoints 5, --checkpoints has no effect on weave",
        "simulate wandb-training --versions 5, --versions has no effect on wandb-training",
        "simulate wandb-training --models 5, --models has no effect on wandb-training",
        "-s provider=fake simulate wandb-training, neither -c nor -s",
        "-s provider=fake demo, neither -c nor -s",
        "-o json demo, for people",
        "demo --report /nonexistent/report.html, there is no directory for"
    })
    @DisplayName("what cannot be simulated is 2, with what can")
    void refused(String line, String told) {
        Run run = Run.command(line.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wandb-training", "weave", "baseten"})
    @DisplayName("a port that is taken is 2")
    void portTaken(String provider) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.command("simulate", provider, "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("is not available");
        }
    }

    @Test
    @DisplayName("the demo deletes the oldest of what piles up on each service over a lost reply, and leaves the rest")
    void demo(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.html");

        Run run = Run.command("demo", "--report", report.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("page 1: 100 checkpoints, steps 1 to 100")
                .contains("page 3: 50 checkpoints, steps 201 to 250")
                .contains("100 PRESUMED_DELETED", "20 DELETED")
                .contains("1 create-model, 2 delete-checkpoints")
                .contains("The server holds 130 checkpoints now, steps 121 to 250.")
                .contains("page 3: 50 versions, numbers 200 to 249")
                .contains("The server holds 130 versions now, numbers 120 to 249.")
                .contains("page 1: 50 checkpoints, steps 1 to 50")
                .contains("The server holds 30 checkpoints now, steps 21 to 50.")
                .contains("The server holds 7 versions now")
                .contains("6 delete-deployment, 21 delete-loops-checkpoint")
                .contains("Retention on W&B Training", "Retention on Baseten", report.toString())
                .contains("keep-within=30d needs the time", "keep-best=val/reward:max needs metrics")
                .contains("those that the plan keeps.")
                .contains("The server holds 30 checkpoints now")
                .doesNotContain("UNKNOWN", "FAILED");
        assertThat(report).content().contains("val/reward", "keep-every=50");
    }

    @Test
    @DisplayName("the help names both commands next to the published ones, and they have its version")
    void helpAndVersion() {
        assertThat(Run.command("--help").out()).contains("checkpoints", "simulate", "demo");
        assertThat(Run.command("demo", "--version").out())
                .isEqualTo(Run.command("--version").out());
    }

    /** Starts a simulator as a command does. */
    private Simulated simulate(String line) throws IOException {
        PipedInputStream printed = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(printed);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread server = new Thread(
                () -> code.complete(Run.writingTo(out, line.split(" ")).code()));
        server.start();
        return new Simulated(server, new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)), code);
    }

    private record Simulated(Thread server, BufferedReader out, CompletableFuture<Integer> code) {

        JsonNode facts() throws IOException {
            return JsonMapper.builder().build().readTree(out.readLine());
        }

        void interrupt() throws InterruptedException, ExecutionException, TimeoutException {
            server.interrupt();
            assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
        }
    }
}
