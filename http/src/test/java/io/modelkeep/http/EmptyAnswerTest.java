package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.http.call.EmptyAnswer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of requests whose success has no body. */
class EmptyAnswerTest {

    private final TestService service = TestService.start();

    @AfterEach
    void close() {
        service.close();
    }

    private Reply<EmptyAnswer> drop(MockResponse answer) {
        service.enqueue(answer);
        return service.send(service.api.drop("i1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void successWithoutBody_isASuccess_butNoAnswerOfTheServiceItself(int status) {
        Reply<EmptyAnswer> reply = drop(new MockResponse.Builder().code(status).build());
        assertThat(reply.ok()).isTrue();
        assertThat(reply.body()).isEqualTo(EmptyAnswer.EMPTY);
        assertThat(reply.isOwnAnswer()).isFalse();
        assertThat(reply.mayContinue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "<html>portal</html>", " "})
    void successWithABody_isUnusable(String body) {
        Reply<EmptyAnswer> reply = drop(TestService.answer(200, body));
        assertThat(reply.ok()).isFalse();
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
        assertThat(reply.mayBeApplied()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 205, 206})
    void anotherSuccess_isUnusable(int status) {
        Reply<EmptyAnswer> reply = drop(new MockResponse.Builder().code(status).build());
        assertThat(reply.ok()).isFalse();
        assertThat(reply.mayBeApplied()).isTrue();
    }

    @Test
    void noContent_whereABodyIsDocumented_isUnusable() {
        service.enqueue(new MockResponse.Builder().code(204).build());
        Reply<?> reply = service.send(When.NEVER);
        assertThat(reply.ok()).isFalse();
        assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void emptySuccess_doesNotProveTheBaseUrl() {
        drop(new MockResponse.Builder().code(204).build());
        service.enqueue(TestService.answer(404, "{\"detail\": \"Not Found\"}"));
        Reply<?> missing = service.send(service.api.read("i1"));
        assertThat(missing.failure()).isInstanceOf(NotFoundException.class);
        assertThat(missing.maybeRouter()).isTrue();
        service.enqueue(TestService.answer(404, "{\"detail\": \"Not Found\"}"));
        assertThat(service.client.failure(
                        missing, service.client.begin(Operation.GET_MODEL, "m1"), () -> service.api.read("i2")))
                .isInstanceOf(MalformedResponseException.class);
    }
}
