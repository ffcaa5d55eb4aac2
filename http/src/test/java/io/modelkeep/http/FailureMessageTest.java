package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure says in words what came, for whoever reads nothing but the message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureMessageTest {

    private final TestService service = TestService.start("max-attempts", "1");

    @AfterAll
    void close() {
        service.close();
    }

    private Reply<Item> answered(MockResponse answer) {
        service.enqueue(answer);
        return service.send(When.NEVER);
    }

    @ParameterizedTest
    @CsvSource({
        "400,not accepted",
        "401,the key is not accepted",
        "403,not permitted",
        "404,not found",
        "408,the service failed",
        "409,in conflict with its state",
        "412,in conflict with its state",
        "418,refused",
        "422,not accepted",
        "429,too many requests",
        "499,refused",
        "500,the service failed",
        "501,the service failed",
        "503,the service failed"
    })
    void message_beginsWithTheMeaningOfTheStatus(int status, String words) {
        assertThat(answered(TestService.answer(status, TestService.ERROR)).failure())
                .hasMessageContaining(words + ": said so");
    }

    @Test
    void damagedAnswer_isReportedWithItsPosition() {
        assertThat(answered(TestService.answer(200, "{\"count\":\n x}")).failure())
                .hasMessageContaining("(line 2, column ");
    }

    @Test
    void anAnswerCutOffSaysHow() {
        MockResponse cut = new MockResponse.Builder()
                .body(TestService.OK + " ".repeat(4000))
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
        assertThat(answered(cut).failure().getMessage())
                .contains("cut off before the answer was complete (")
                .containsPattern("\\([A-Za-z]*Exception: [a-z]+");
    }

    @Test
    void aSuccessWithoutAUseSaysWhichItIs() {
        assertThat(answered(TestService.answer(206, TestService.OK)).failure())
                .hasMessageContaining("a success that the service does not document");
    }

    @Test
    void aFailedRequestThatReachedTheServiceIsNotCalledUnsent() {
        Reply<Item> reply = answered(TestService.answer(503, TestService.ERROR));
        assertThat(reply.neverSent()).isFalse();
        assertThat(reply.details()).isNotNull();
    }
}
