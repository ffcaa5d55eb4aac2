package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreListener;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service's words reach a message on one line and cut; its request id can be quoted to its support. */
class ServiceMessageTest {

    @Test
    void aServicesWordsStandOnOneLineWithoutEscapes() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    TestService.answer(400, "{\"detail\": \"a\\r\\nINFO forged\\u001b[31mred\\u202etext\\u2028end\"}"));
            String message = String.valueOf(service.send(When.ALWAYS).failure().getMessage());
            assertThat(message).contains("INFO forged", "end");
            assertThat(message.chars()).noneMatch(c -> c < ' ' || c == 0x202e || c == 0x2028);
        }
    }

    @Test
    void aServicesWordsAreCutAt512Characters() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(400, "{\"detail\": \"" + "w".repeat(5000) + "\"}"));
            String message = String.valueOf(service.send(When.ALWAYS).failure().getMessage());
            assertThat(message.chars().filter(c -> c == 'w').count()).isBetween(500L, 513L);
        }
    }

    @Test
    void message_namesProviderOperationAndAnswer() {
        try (TestService service = TestService.start()) {
            service.enqueue(new MockResponse.Builder()
                    .code(409)
                    .addHeader("x-request-id", "7f03")
                    .body(TestService.ERROR)
                    .build());
            StoreException failure = service.send(When.ALWAYS).failure();
            assertThat(failure.getMessage()).startsWith("test: get model m1: ").contains("said so", "HTTP 409", "7f03");
            assertThat(failure.provider()).contains("test");
            assertThat(failure.requestId()).contains("7f03");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-request-id", "request-id", "X-Correlation-ID", "CF-Ray"})
    void theRequestIdIsReadFromTheHeadersInUse(String header) {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    new MockResponse.Builder()
                            .code(404)
                            .addHeader(header, "r-1")
                            .body(TestService.ERROR)
                            .build(),
                    new MockResponse.Builder()
                            .addHeader(header, "r-2")
                            .body(TestService.OK)
                            .build());
            assertThat(service.send(When.ALWAYS).failure().requestId()).contains("r-1");
            Reply<Item> success = service.send(When.ALWAYS);
            assertThat(success.malformed("unusable after all").requestId())
                    .as("also where the provider finds fault with a success")
                    .contains("r-2");
            service.enqueue(new MockResponse.Builder()
                    .addHeader(header, "r-3")
                    .body("{")
                    .build());
            assertThat(service.send(When.ALWAYS).failure().requestId())
                    .as("also where the answer cannot be read")
                    .contains("r-3");
            assertThat(service.listener.all(StoreListener.Attempted.class))
                    .as("and the listener hears it of each")
                    .extracting(StoreListener.Attempted::requestId)
                    .containsExactly(Optional.of("r-1"), Optional.of("r-2"), Optional.of("r-3"));
        }
    }

    @Test
    void aLongRequestIdIsCut() {
        try (TestService service = TestService.start()) {
            service.enqueue(new MockResponse.Builder()
                    .code(404)
                    .addHeader("x-request-id", "r".repeat(5000))
                    .body(TestService.ERROR)
                    .build());
            assertThat(service.send(When.ALWAYS).failure().requestId())
                    .hasValueSatisfying(id -> assertThat(id).hasSize(128));
        }
    }

    @Test
    void aReplyMakesTheFailuresThatAProviderFinds() {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.enqueue(TestService.answer(200, TestService.OK), TestService.answer(500, TestService.ERROR));
            Reply<Item> success = service.send(When.ALWAYS);
            assertThat(success.orThrow().count()).isEqualTo(1);
            assertThat(success.malformed("nonsense"))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("nonsense");
            Reply<Item> failed = service.send(When.NEVER);
            assertThat(failed.unknown(failed.failure()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasCause(failed.failure());
            assertThat(failed.unknown(failed.failure()).statusCode()).hasValue(500);
        }
    }
}
