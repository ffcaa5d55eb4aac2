package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetStandsInThisTest() throws IOException {
        String source = withoutSpace(Files.readString(Path.of("src/test/java/io/modelkeep/simulator/ReadmeTest.java")));

        assertThat(SNIPPET.matcher(Files.readString(Path.of("README.md"))).results())
                .hasSize(3)
                .allSatisfy(snippet -> assertThat(source).contains(withoutSpace(snippet.group(1))));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void theTestSnippetHolds() throws Exception {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            String model = simulator.addModel("my-project", "my-model");
            simulator.addCheckpoint(model, 0, Map.of());
            simulator.addCheckpoints(model, 250);
            simulator.inject(
                    "delete-checkpoints",
                    Fault.status(503).header("Retry-After", "1").applied());

            useYourClient(simulator.baseUrl(), simulator.apiKey(), model);

            assertThat(simulator.unconsumedFaults()).isEmpty();
            assertThat(simulator.checkpoints(model))
                    .extracting(SimulatedCheckpoint::step)
                    .doesNotContain(7L);
            assertThat(simulator.exchanges())
                    .filteredOn(exchange -> exchange.method().equals("DELETE"))
                    .hasSize(2);
        }
    }

    private static void useYourClient(URI baseUrl, String apiKey, String model) throws Exception {
        Client client = new Client(baseUrl.toString(), apiKey);
        assertThat(client.deleteSteps(model, "[7]").statusCode()).isEqualTo(503);
        assertThat(client.deleteSteps(model, "[7]").body()).isEqualTo("{\"deleted_count\":0,\"not_found_steps\":[7]}");
    }

    @Test
    void theFaultSnippetHolds() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            simulator.injectOnCall("list-checkpoints", 3, Fault.disconnect());
            simulator.inject("delete-model", Fault.stall().applied());
            simulator.inject("delete-checkpoints", Fault.editJson(answer -> {
                answer.put("deleted_count", 99);
                return answer;
            }));

            assertThat(simulator.unconsumedFaults())
                    .containsExactly(
                            "list-checkpoints: disconnect, in 3 calls",
                            "delete-model: stall, applied",
                            "delete-checkpoints: edited JSON");
        }
    }

    @Test
    void theSettingsSnippetHolds() {
        WandbTrainingSimulator strict = WandbTrainingSimulator.builder()
                .port(0)
                .apiKey("my-key")
                .deletedCursor(DeletedCursor.NOT_FOUND)
                .latestCheckpoint(LatestCheckpoint.KEPT)
                .rateLimit(100, Duration.ofSeconds(10))
                .start();

        assertThat(strict.apiKey()).isEqualTo("my-key");
        strict.close();
    }
}
