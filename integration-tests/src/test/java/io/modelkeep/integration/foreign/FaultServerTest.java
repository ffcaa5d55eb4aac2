package io.modelkeep.integration.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultServer;
import io.modelkeep.testkit.fixture.FaultServer.Answer;
import io.modelkeep.testkit.fixture.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the server for fixtures, with another HTTP client than that of the providers. */
class FaultServerTest {

    private static final String BODY = "{\"n\":1,\"list\":[\"\\u00e4\",null,true],\"object\":{\"k\":\"v\"}}";

    private final List<String> carriedOut = new ArrayList<>();
    private final FaultServer server = FaultServer.start(new FaultServer.Service() {
        @Override
        public Optional<Operation> operation(String method, String path) {
            return path.equals("/models") ? Optional.of(Operation.LIST_MODELS) : Optional.empty();
        }

        @Override
        public Answer answer(WireRequest request) {
            carriedOut.add(request.method() + " " + request.body());
            Map<String, Object> body = new LinkedHashMap<>();
            List<Object> list = new ArrayList<>();
            list.add("\u00e4");
            list.add(null);
            list.add(true);
            body.put("n", 1);
            body.put("list", list);
            body.put("object", Map.of("k", "v"));
            return request.method().equals("POST") ? Answer.changed(body) : Answer.of(200, body);
        }

        @Override
        public Map<String, Object> error(int status, String message) {
            return Map.of("error", message);
        }
    });
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> post(Fault fault) throws IOException, InterruptedException {
        server.inject(Operation.LIST_MODELS, fault);
        return post();
    }

    /** Sends a POST, which the client does not repeat. */
    private HttpResponse<String> post() throws IOException, InterruptedException {
        return client.send(
                request("/models")
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void withoutAFault_theServiceAnswers_andTheRequestIsRecorded() throws Exception {
        assertThat(post().body()).isEqualTo(BODY);
        client.send(request("/health?q=%20").header("X-A", "b").build(), BodyHandlers.ofString());
        assertThat(server.requests()).hasSize(2);
        WireRequest first = server.requests().get(0);
        assertThat(first.operation()).contains(Operation.LIST_MODELS);
        assertThat(first.changedState()).isTrue();
        assertThat(first.body()).isEqualTo("body");
        WireRequest second = server.requests().get(1);
        assertThat(second.operation()).isEmpty();
        assertThat(second.query()).contains("q=%20");
        assertThat(second.headers().get("X-a")).containsExactly("b");
        assertThat(second.changedState()).isFalse();
        assertThat(server.answers()).containsExactly("200 " + BODY, "200 " + BODY);
    }

    @Test
    void replacedAnswers_leaveTheStateUnchanged_unlessApplied() throws Exception {
        assertThat(post(Fault.status(503)).body()).isEqualTo("{\"error\":\"the service reports 503\"}");
        HttpResponse<String> answer =
                post(Fault.answer(418, "text/plain", "tea").header("X-A", "1"));
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("tea");
        assertThat(answer.headers().allValues("X-A")).containsExactly("1");
        HttpResponse<String> redirect = post(Fault.redirect(307, URI.create("http://127.0.0.1:1/x")));
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:1/x");
        assertThat(carriedOut).isEmpty();
        assertThat(post(Fault.status(500).applied()).statusCode()).isEqualTo(500);
        assertThat(carriedOut).hasSize(1);
        assertThat(server.requests()).extracting(WireRequest::changedState).containsExactly(false, false, false, true);
    }

    @Test
    void faults_arePlayedInTheirTurn() throws Exception {
        server.injectAt(Operation.LIST_MODELS, 2, Fault.status(500));
        server.inject(Operation.LIST_MODELS, Fault.status(502));
        assertThat(server.unconsumed()).hasSize(2);
        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(post().statusCode()).isEqualTo(502);
        assertThat(server.unconsumed()).isEmpty();
    }

    @Test
    void edits_changeTheServicesOwnAnswer() throws Exception {
        assertThat(post(Fault.editJson(body -> {
                            Objects.requireNonNull((List<?>) body.get("list")).clear();
                            body.remove("object");
                            return body;
                        }))
                        .body())
                .isEqualTo("{\"n\":1,\"list\":[]}");
        assertThat(post(Fault.editText(text -> text.substring(0, 6))).body()).isEqualTo("{\"n\":1");
    }

    @Test
    void damagedConnections_areNoAnswers() {
        assertThatThrownBy(() -> post(Fault.disconnect())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(Fault.cutBody())).isInstanceOf(IOException.class);
        assertThat(carriedOut).hasSize(1);
    }

    @Test
    void stall_isRecorded_andNeverAnswered() {
        server.inject(Operation.LIST_MODELS, Fault.stall());
        assertThatThrownBy(() -> client.send(
                        request("/models").timeout(Duration.ofMillis(200)).build(), BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(server.requests()).hasSize(1);
        assertThat(carriedOut).isEmpty();
    }

    @Test
    void drip_sendsTheWholeAnswer() throws Exception {
        assertThat(post(Fault.drip(Duration.ofNanos(1))).body()).isEqualTo(BODY);
    }

    @Test
    void gzipBomb_inflatesToItsSize() throws Exception {
        server.inject(Operation.LIST_MODELS, Fault.gzipBomb(1 << 20));
        HttpResponse<InputStream> bomb = client.send(request("/models").build(), BodyHandlers.ofInputStream());
        assertThat(bomb.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream inflated = new GZIPInputStream(bomb.body())) {
            assertThat(inflated.readAllBytes()).hasSize(1 << 20);
        }
    }

    @Test
    void endlessBody_continuesForAsLongAsItIsRead() throws Exception {
        server.inject(Operation.LIST_MODELS, Fault.endlessBody());
        try (InputStream body = client.send(request("/models").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
        }
    }
}
