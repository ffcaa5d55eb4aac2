package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedLoopsCheckpoint;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.LatestCheckpoint;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetStandsInThisTest() throws IOException {
        String source = withoutSpace(Files.readString(Path.of("src/test/java/io/modelkeep/simulator/ReadmeTest.java")));

        assertThat(SNIPPET.matcher(Files.readString(Path.of("README.md"))).results())
                .hasSize(7)
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
                    SimulatedFault.status(503).header("Retry-After", "1").applied());

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
            simulator.injectOnCall("list-checkpoints", 3, SimulatedFault.disconnect());
            simulator.inject("delete-model", SimulatedFault.stall().applied());
            simulator.inject("delete-checkpoints", SimulatedFault.editJson(answer -> {
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
    void theStateSnippetHolds() throws Exception {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            simulator.inject("delete-checkpoints", SimulatedFault.status(504).appliedLater());
            simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
                simulator.applyPending();
                return page;
            }));
            simulator.useClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-40)));

            String model = simulator.addModel("p", "n");
            simulator.addCheckpoints(model, 3);
            Client client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
            client.deleteSteps(model, "[3]");
            assertThat(simulator.checkpoints(model)).hasSize(3);
            client.get(Client.checkpoints(model));
            assertThat(simulator.checkpoints(model)).hasSize(2);
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

    @Test
    void theBasetenSnippetHolds() throws Exception {
        try (BasetenSimulator simulator = BasetenSimulator.start()) {
            String run = simulator.addRun("Qwen/Qwen3-8B");
            String sampler = simulator.addLoopsCheckpoint(run, "step-100", "sampler", 4_096);
            String trainer = simulator.addLoopsCheckpoint(run, "step-100", "trainer", 65_536);
            String content = simulator.addFile(sampler, "adapter_model.safetensors", 4_096);
            simulator.markInUse(trainer, "start of an active run");
            simulator.inject("delete-loops-checkpoint", SimulatedFault.status(503));
            simulator.injectStorage(SimulatedFault.cutBody());

            useYourBasetenClient(simulator.baseUrl(), simulator.apiKey(), sampler, content);

            assertThat(simulator.unconsumedFaults()).isEmpty();
            assertThat(simulator.loopsCheckpoints(run))
                    .extracting(SimulatedLoopsCheckpoint::id)
                    .containsExactly(trainer);
            assertThat(simulator.storageExchanges())
                    .noneMatch(exchange -> exchange.headers().containsKey("Authorization"));
        }
    }

    private static void useYourBasetenClient(URI baseUrl, String apiKey, String checkpoint, String content)
            throws Exception {
        Client client = new Client(baseUrl.toString(), apiKey);
        String path = "/v1/loops/checkpoints/" + checkpoint;
        HttpRequest download = HttpRequest.newBuilder(URI.create(Client.json(client.get(path + "/files"))
                        .at("/presigned_urls/0/url")
                        .textValue()))
                .build();
        assertThatThrownBy(() -> client.http().send(download, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(client.http().send(download, BodyHandlers.ofString()).body()).isEqualTo(content);
        assertThat(client.delete(path).statusCode()).isEqualTo(503);
        assertThat(client.delete(path).statusCode()).isEqualTo(200);
    }

    @Test
    void theWeaveSnippetHolds() throws Exception {
        try (WeaveSimulator weave = WeaveSimulator.builder().basePath("/traces").start()) {
            String model = weave.addModel("my-team", "my-project", "My Model");
            List<String> digests = weave.addVersions("my-team", "my-project", model, 20);
            weave.setAlias("my-team", "my-project", model, digests.get(3), "production");
            weave.passTime(Duration.ofDays(30));
            weave.inject("delete-versions", SimulatedFault.status(502).applied());

            deleteWithYourClient(weave.baseUrl(), weave.apiKey(), model, digests.get(0));

            assertThat(weave.versions("my-team", "my-project", model)).hasSize(20);
            assertThat(weave.deletedVersions("my-team", "my-project", model)).hasSize(1);
        }
    }

    @Test
    void theShrinkingListSnippetHolds() throws Exception {
        try (WeaveSimulator weave = WeaveSimulator.start()) {
            String model = weave.addModel("my-team", "my-project", "My Model");
            List<String> digests = weave.addVersions("my-team", "my-project", model, 20);
            weave.inject("list-versions", SimulatedFault.editJson(page -> {
                weave.delete("my-team", "my-project", model, digests.get(1));
                return page;
            }));
            listWithYourClient(weave.baseUrl(), weave.apiKey(), model);
            assertThat(weave.versions("my-team", "my-project", model)).hasSize(20);
        }
    }

    private static void listWithYourClient(URI baseUrl, String apiKey, String model) throws Exception {
        String query = "{\"project_id\":\"my-team/my-project\",\"filter\":{\"object_ids\":[\"" + model + "\"]}}";
        assertThat(new Client(baseUrl.toString(), apiKey)
                        .post("/objs/query", query)
                        .statusCode())
                .isEqualTo(200);
    }

    private static void deleteWithYourClient(URI baseUrl, String apiKey, String model, String digest) throws Exception {
        Client client = new Client(baseUrl.toString(), apiKey);
        String path = "/v2/my-team/my-project/models/" + model + "?digests=" + digest;
        assertThat(client.delete(path).statusCode()).isEqualTo(502);
    }
}
