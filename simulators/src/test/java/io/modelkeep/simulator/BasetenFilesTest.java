package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenFilesTest {
    private final BasetenSimulator simulator = BasetenSimulator.start();
    private final Client client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
    private final String checkpoint = simulator.addLoopsCheckpoint(simulator.addRun("b"), "step-1", "sampler", 10);
    private final String files = "/v1/loops/checkpoints/" + checkpoint + "/files";

    @AfterEach
    void close() {
        simulator.close();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private URI onlyUrl() throws IOException, InterruptedException {
        return URI.create(get(files).at("/presigned_urls/0/url").textValue());
    }

    private HttpResponse<String> fetch(String method, URI url, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.http().send(request.build(), BodyHandlers.ofString());
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("presigned_urls")
                .forEach(file -> names.add(file.get("relative_file_name").textValue()));
        return names;
    }

    @Test
    void aFileHasTheDocumentedFieldsAndItsContent() throws Exception {
        String content = simulator.addFile(checkpoint, "rank-3/adapter_model.safetensors", 3_000_000);

        JsonNode file = get(files).at("/presigned_urls/0");
        HttpResponse<String> response = fetch("GET", onlyUrl());

        assertThat(file.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("url", "relative_file_name", "node_rank", "size_bytes", "last_modified");
        assertThat(file.get("relative_file_name").textValue()).isEqualTo("rank-3/adapter_model.safetensors");
        assertThat(file.get("node_rank").intValue()).isEqualTo(3);
        assertThat(file.get("size_bytes").longValue()).isEqualTo(3_000_000);
        assertThatThrownBy(() -> Instant.parse(file.get("last_modified").textValue()))
                .isInstanceOf(DateTimeParseException.class);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).hasValue("3000000");
        assertThat(response.body()).isEqualTo(content).matches("[a-z]{3000000}");
    }

    @Test
    void anEmptyFileAndOneThatIsNoAsciiAreSentWhole() throws Exception {
        simulator.addFile(checkpoint, "empty", 0);
        assertThat(fetch("GET", onlyUrl()).headers().firstValue("Content-Length"))
                .hasValue("0");
        String other = simulator.addLoopsCheckpoint(simulator.runs().get(0), "step-2", "sampler", 10);
        simulator.addFile(other, "../ü.json", "{\"ü\":1}", 99);

        JsonNode file = get("/v1/loops/checkpoints/" + other + "/files").at("/presigned_urls/0");

        assertThat(file.get("relative_file_name").textValue()).isEqualTo("../ü.json");
        assertThat(file.get("node_rank").intValue()).isZero();
        assertThat(file.get("size_bytes").longValue()).isEqualTo(99);
        HttpResponse<String> response = fetch("GET", URI.create(file.get("url").textValue()));
        assertThat(response.body()).isEqualTo("{\"ü\":1}");
        assertThat(response.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString("{\"ü\":1}".getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void pagesAreOffsets() throws Exception {
        List<String> added = IntStream.range(0, 5).mapToObj(i -> "file-" + i).toList();
        added.forEach(name -> simulator.addFile(checkpoint, name, 1));

        JsonNode first = get(files + "?page_size=2");
        JsonNode second = get(files + "?page_size=2&page_token=2");
        JsonNode last = get(files + "?page_size=2&page_token=4");

        assertThat(first.fieldNames()).toIterable().containsExactly("presigned_urls", "next_page_token", "total_count");
        assertThat(first.get("next_page_token").intValue()).isEqualTo(2);
        assertThat(second.get("next_page_token").intValue()).isEqualTo(4);
        assertThat(last.get("next_page_token").isNull()).isTrue();
        assertThat(last.get("total_count").intValue()).isEqualTo(5);
        List<String> listed = new ArrayList<>(names(first));
        listed.addAll(names(second));
        listed.addAll(names(last));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(added);
        assertThat(get(files + "?page_size=5").get("next_page_token").isNull()).isTrue();
        assertThat(names(get(files + "?page_token=5"))).isEmpty();
        assertThat(names(get(files + "?page_size=99999999999&page_token=99999999999")))
                .isEmpty();
    }

    @Test
    void page_has1000Files_byDefault() throws Exception {
        for (int i = 0; i < 1001; i++) {
            simulator.addFile(checkpoint, "file-" + i, 1);
        }

        assertThat(get(files).get("presigned_urls")).hasSize(1000);
        assertThat(get(files).get("next_page_token").intValue()).isEqualTo(1000);
        assertThat(get(files + "?page_size=1001").get("presigned_urls")).hasSize(1001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page_size=0", "page_size=-1", "page_size=x", "page_size=", "page_token=-1", "page_token=1.5"})
    void aBadPageIsInvalid(String query) throws Exception {
        HttpResponse<String> response = client.get(files + "?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
    }

    @Test
    void theFilesOfAJobAreThoseOfAllItsCheckpointsTogether() throws Exception {
        String project = simulator.addProject("p");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoints(job, 2);
        simulator.addFile(job, "checkpoint-1/a.bin", 1);
        simulator.addFile(job, "checkpoint-2/rank-1/a.bin", 1);
        simulator.addFile(checkpoint, "a.bin", 1);

        JsonNode page = get("/v1/training_projects/" + project + "/jobs/" + job + "/checkpoint_files?page_size=1");

        assertThat(page.get("total_count").intValue()).isEqualTo(2);
        assertThat(page.get("presigned_urls")).hasSize(1);
        assertThat(names(get("/v1/training_projects/" + project + "/jobs/" + job + "/checkpoint_files")))
                .containsExactlyInAnyOrder("checkpoint-1/a.bin", "checkpoint-2/rank-1/a.bin");
    }

    @Test
    void theNameLeadsToTheFilesOfTheOldestOfThatName() throws Exception {
        String later = simulator.addLoopsCheckpoint(simulator.addRun("b"), "step-1", "sampler", 10);
        simulator.addFile(checkpoint, "old", 1);
        simulator.addFile(later, "new", 1);

        assertThat(names(get("/v1/loops/checkpoints/step-1/files"))).containsExactly("old");
    }

    @Test
    void storageHasAnOriginOfItsOwnAndALogOfItsOwn() throws Exception {
        simulator.addFile(checkpoint, "a", 1);
        URI url = onlyUrl();
        fetch("GET", url);

        assertThat(url).hasHost("127.0.0.1");
        assertThat(url.getPort()).isNotEqualTo(simulator.baseUrl().getPort());
        assertThat(simulator.exchanges()).hasSize(1);
        assertThat(simulator.storageExchanges())
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.path()).isEqualTo(url.getPath()));
        simulator.clearExchanges();
        assertThat(simulator.storageExchanges()).isEmpty();
    }

    @Test
    void aWrongSignatureOrMethodIsForbidden() throws Exception {
        simulator.addFile(checkpoint, "a", 1);
        simulator.addFile(checkpoint, "b", 1);
        JsonNode page = get(files);
        URI url = URI.create(page.at("/presigned_urls/0/url").textValue());
        String ofAnother =
                URI.create(page.at("/presigned_urls/1/url").textValue()).getRawQuery();

        for (HttpResponse<String> response : List.of(
                fetch("GET", URI.create(url + "0")),
                fetch("GET", url.resolve(url.getPath() + "?" + ofAnother)),
                fetch("GET", url.resolve("/checkpoints/none?" + ofAnother)),
                fetch("GET", url.resolve(url.getPath())),
                fetch("PUT", url))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/xml");
            assertThat(response.body()).contains("<Error><Code>");
        }
    }

    @Test
    void aKeyInTheHeaderBesideTheSignatureIsABadRequest() throws Exception {
        simulator.addFile(checkpoint, "a", 1);

        HttpResponse<String> response = fetch("GET", onlyUrl(), "Authorization", "Bearer " + simulator.apiKey());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Code>InvalidArgument</Code>");
    }

    @Test
    void expiredUrlsAreForbiddenAndNewOnesAreNot() throws Exception {
        simulator.addFile(checkpoint, "a", 1);
        URI old = onlyUrl();
        assertThat(fetch("GET", old).statusCode()).isEqualTo(200);

        simulator.expireUrls();

        assertThat(fetch("GET", old).statusCode()).isEqualTo(403);
        assertThat(fetch("GET", old).body()).contains("<Code>AccessDenied</Code>");
        assertThat(fetch("GET", onlyUrl()).statusCode()).isEqualTo(200);
    }

    @Test
    void filesOfADeletedCheckpointAreNoLongerListedButAUrlStillLeadsToThem() throws Exception {
        simulator.addFile(checkpoint, "a", 1);
        URI url = onlyUrl();

        client.delete("/v1/loops/checkpoints/" + checkpoint);

        assertThat(client.get(files).statusCode()).isEqualTo(404);
        assertThat(fetch("GET", url).statusCode()).isEqualTo(200);
    }

    @Test
    void storageMisbehavesOnRequest() throws Exception {
        simulator.addFile(checkpoint, "a", 1000);
        URI url = onlyUrl();
        simulator.injectStorage(SimulatedFault.status(503));
        simulator.injectStorage(SimulatedFault.redirect(302, URI.create("http://127.0.0.1:9/elsewhere")));
        simulator.injectStorage(SimulatedFault.cutBody());
        simulator.injectStorage(SimulatedFault.disconnect());
        assertThat(simulator.unconsumedFaults()).hasSize(4).contains("download: status 503");

        assertThat(fetch("GET", url).statusCode()).isEqualTo(503);
        assertThat(fetch("GET", url).headers().firstValue("Location")).hasValue("http://127.0.0.1:9/elsewhere");
        assertThatThrownBy(() -> fetch("GET", url)).isInstanceOf(IOException.class);
        // The JDK's client repeats a GET by itself when the connection ends without an answer.
        assertThat(fetch("GET", url).statusCode()).isEqualTo(200);

        assertThat(simulator.unconsumedFaults()).isEmpty();
        List<RecordedExchange> exchanges = simulator.storageExchanges();
        assertThat(exchanges)
                .extracting(RecordedExchange::status)
                .containsExactly(
                        OptionalInt.of(503),
                        OptionalInt.of(302),
                        OptionalInt.of(200),
                        OptionalInt.empty(),
                        OptionalInt.of(200));
        assertThat(exchanges.get(2).responseBody()).hasSize(500);
    }
}
