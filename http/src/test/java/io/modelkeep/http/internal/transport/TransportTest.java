package io.modelkeep.http.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreListener;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.TestService;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OkHttp would do by itself with a request, it does not do here: one attempt is one request. */
class TransportTest {

    @ParameterizedTest
    @CsvSource({"408,", "408,0", "408,99999999999", "503,", "503,0", "503,99999999999", "421,", "401,", "407,", "300,"})
    void anAnswerIsNeverRepeatedByTheTransport(int status, String retryAfter) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            MockResponse.Builder answer =
                    new MockResponse.Builder().code(status).body(TestService.ERROR);
            if (retryAfter != null) {
                answer.addHeader("Retry-After", retryAfter);
            }
            service.answering(request -> answer.build());
            for (When rule : When.values()) {
                assertThat(service.send(rule).attempts()).isEqualTo(1);
            }
            assertThat(service.server.getRequestCount()).isEqualTo(When.values().length);
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(When.values().length);
        }
    }

    @Test
    void aDeletionOnAPooledConnectionThatIsCutAfterItWasReadIsSentOnce() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(200, TestService.OK),
                    new MockResponse.Builder()
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build(),
                    TestService.answer(200, "{\"count\": 0}"));
            assertThat(service.send(When.ALWAYS).ok()).isTrue();

            Reply<Item> deleted = service.send(When.IF_NOT_APPLIED);

            assertThat(deleted.failure()).isInstanceOf(UnavailableException.class);
            assertThat(deleted.mayBeApplied()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(2);
            assertThat(service.takeRequest().getConnectionIndex()).isZero();
            RecordedRequest second = service.takeRequest();
            assertThat(second.getConnectionIndex()).as("the pooled connection").isZero();
            assertThat(second.getExchangeIndex()).isEqualTo(1);
        }
    }

    @Test
    void aReadOnAPooledConnectionThatIsCutIsRepeatedByUsAndCounted() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(200, TestService.OK),
                    new MockResponse.Builder()
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build(),
                    TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);

            Reply<Item> read = service.send(When.ALWAYS);

            assertThat(read.ok()).isTrue();
            assertThat(read.attempts()).isEqualTo(2);
            assertThat(service.server.getRequestCount()).isEqualTo(3);
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnErrorAndTheOtherServerSeesNothing(int status) throws Exception {
        try (MockWebServer other = new MockWebServer();
                TestService service = TestService.start()) {
            other.start();
            String[] targets = {other.url("/login").toString(), "/v1/elsewhere"};
            for (String target : targets) {
                for (When rule : When.values()) {
                    service.enqueue(new MockResponse.Builder()
                            .code(status)
                            .addHeader("Location", target)
                            .body(TestService.OK)
                            .build());
                    Reply<Item> reply = service.send(rule);
                    assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
                    assertThat(reply.failure().statusCode()).hasValue(status);
                    assertThat(reply.mayBeApplied()).isFalse();
                    assertThat(reply.failure().getMessage()).doesNotContain("login");
                }
            }
            assertThat(other.getRequestCount()).isZero();
            assertThat(service.server.getRequestCount()).isEqualTo(targets.length * When.values().length);
        }
    }

    @Test
    void requestsAreWhatTheEndpointSaysBelowTheBaseUrl() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            List.of(When.values()).forEach(service::send);

            RecordedRequest read = service.takeRequest();
            assertThat(read.getRequestLine()).isEqualTo("GET /v1/items/i1 HTTP/1.1");
            RecordedRequest delete = service.takeRequest();
            assertThat(delete.getRequestLine()).isEqualTo("DELETE /v1/items/i1/parts HTTP/1.1");
            assertThat(String.valueOf(delete.getBody().utf8())).isEqualTo("{\"parts\":[1,2]}");
            assertThat(delete.getHeaders().get("Content-Length")).isEqualTo("15");
            RecordedRequest create = service.takeRequest();
            assertThat(create.getRequestLine()).isEqualTo("POST /v1/items HTTP/1.1");
        }
    }
}
