package io.modelkeep.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.http.RawServer;
import io.modelkeep.http.RecordedEvents;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.TestApi;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credential goes to the configured origin and nowhere else: to no other server, and into no text. */
class CredentialsTest {

    private static void assertUntold(Reply<Item> reply) {
        assertThat(RecordedEvents.everything(reply.failure())).doesNotContain(TestService.KEY, "canary", "Bearer");
        assertThat(RecordedEvents.everything(reply.unknown(reply.failure()))).doesNotContain(TestService.KEY, "canary");
        assertThat(RecordedEvents.everything(reply.malformed("x"))).doesNotContain(TestService.KEY, "canary");
    }

    @Test
    void theConfiguredOriginGetsTheCredentialWithEveryRequest() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            for (When rule : When.values()) {
                service.send(rule);
                assertThat(service.takeRequest().getHeaders().values("Authorization"))
                        .containsExactly("Bearer " + TestService.KEY);
            }
        }
    }

    @Test
    void anotherOriginGetsNone() throws IOException {
        try (MockWebServer other = new MockWebServer();
                TestService service = TestService.start()) {
            other.start();
            other.enqueue(TestService.answer(200, TestService.OK));
            assertThat(service.send(service.api.elsewhere(other.url("/v1/items").toString()))
                            .ok())
                    .isTrue();
            HttpUrl sameServer = service.server.url("/signed");
            HttpUrl anotherName = sameServer.newBuilder().host("127.0.0.1").build();
            service.enqueue(TestService.answer(200, TestService.OK), TestService.answer(200, TestService.OK));
            service.send(service.api.elsewhere(anotherName.toString()));
            service.send(service.api.elsewhere(sameServer.toString()));

            assertThat(takeHeader(other)).isEmpty();
            assertThat(takeHeader(service.server)).as("another host name").isEmpty();
            assertThat(takeHeader(service.server)).as("the origin itself").hasSize(1);
        }
    }

    private static List<String> takeHeader(MockWebServer server) {
        try {
            return server.takeRequest().getHeaders().values("Authorization");
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void aKeyThatComesBackInAnErrorIsTakenOut(int status) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            String echo = "Authorization: Bearer " + TestService.KEY;
            service.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("x-request-id", "id-" + TestService.KEY)
                    .addHeader("Location", "/" + TestService.KEY)
                    .body("{\"detail\": \"" + echo + "\", \"fields\": [{\"at\": \"" + TestService.KEY
                            + "\", \"why\": \"" + "y".repeat(500) + TestService.KEY + "\"}]}")
                    .build());
            Reply<Item> reply = service.send(When.ALWAYS);
            assertThat(RecordedEvents.everything(reply.failure()))
                    .doesNotContain(TestService.KEY)
                    .doesNotContain("k3y");
            assertThat(reply.failure().requestId()).contains("id-***");
            assertThat(service.listener.all(StoreListener.Attempted.class))
                    .extracting(StoreListener.Attempted::requestId)
                    .containsExactly(Optional.of("id-***"));
        }
    }

    @Test
    void aKeyThatComesBackAtTheCutIsTakenOutWhole() {
        try (TestService service = TestService.start()) {
            for (int before = 480; before < 514; before++) {
                service.enqueue(
                        TestService.answer(400, "{\"detail\": \"" + "x".repeat(before) + TestService.KEY + "\"}"));
                assertThat(service.send(When.ALWAYS).failure().getMessage()).doesNotContain("k3y");
            }
        }
    }

    @Test
    void aKeyThatComesBackEscapedIsTakenOut() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(400, "{\"detail\": \"\\u006b" + TestService.KEY.substring(1) + "\"}"));
            assertUntold(service.send(When.ALWAYS));
        }
    }

    @Test
    void aKeyThatComesBackAsNoHttpIsTakenOutOfMessageAndCause() throws IOException {
        for (String answer : List.of(
                TestService.KEY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + TestService.KEY + "\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{\"" + TestService.KEY + "\": " + TestService.KEY)) {
            try (RawServer server = new RawServer((head, out) -> out.write(RawServer.bytes(answer)));
                    ServiceClient client = TestService.client(
                            server.url(),
                            TestService.config("max-attempts", "1").build())) {
                TestApi api = client.endpoints(TestApi.class);
                assertUntold(client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1")));
            }
        }
    }

    @Test
    void echoOfTheWholeRequest_isRedacted() throws IOException {
        try (RawServer server = new RawServer((head, out) -> out.write(RawServer.bytes(head)));
                ServiceClient client = TestService.client(
                        server.url(), TestService.config("max-attempts", "1").build())) {
            TestApi api = client.endpoints(TestApi.class);
            assertUntold(client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1")));
        }
    }

    @Test
    void noRequestContextOrEventPrintsTheCredential() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            assertThat(service.begin() + " " + service.listener.events + " "
                            + service.call(When.ALWAYS).request())
                    .doesNotContain(TestService.KEY);
        }
    }
}
