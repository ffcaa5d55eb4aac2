package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.config.Secret;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.json.BodyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A defect of this process is no damage of the answer, and does not take the request back. */
class DefectTest {

    private final Error broken = new NoSuchMethodError("'x com.fasterxml.jackson.core.JsonParser.y()'");

    private static Reply<Item> send(TestService service, When rule, Error defect) {
        TestApi api = service.client.endpoints(TestApi.class, new BodyReader<>(Item.class, json -> {
            throw defect;
        }));
        return service.send(TestService.call(api, rule));
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void anAnswerThatNoLibraryCanReadIsNotMalformed(When rule) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(200, TestService.OK));

            Reply<Item> reply = send(service, rule, broken);

            assertThat(reply.failure())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("NoSuchMethodError")
                    .hasMessageContaining("modelkeep-bom");
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.neverSent()).isFalse();
            assertThat(reply.attempts()).isEqualTo(1);
            assertThat(reply.isTransient()).isFalse();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aProcessWithoutMemoryIsNoDamageOfTheAnswer() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(200, TestService.OK));

            Reply<Item> reply = send(service, When.IF_NOT_APPLIED, new OutOfMemoryError("Java heap space"));

            assertThat(reply.failure())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("OutOfMemoryError");
            assertThat(reply.failure().retryable()).isFalse();
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 503})
    void anErrorThatNoLibraryCanReadIsNeitherThrownNorMalformed(int status) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(status, TestService.ERROR));
            ServiceConfig unreadable = new ServiceConfig(
                    TestService.PROVIDER,
                    service.server.url("/v1").uri(),
                    Credential.of("Bearer", Secret.of(TestService.KEY)),
                    (code, body) -> {
                        throw broken;
                    });
            try (ServiceClient client = new ServiceClient(TestService.config().build(), unreadable)) {
                Reply<Item> reply = client.send(
                        TestService.call(client.endpoints(TestApi.class), When.IF_NOT_APPLIED),
                        client.begin(Operation.DELETE_CHECKPOINTS, "m1"));

                assertThat(reply.failure())
                        .isInstanceOf(ConfigurationException.class)
                        .isNotInstanceOf(MalformedResponseException.class);
                assertThat(reply.mayBeApplied()).isEqualTo(status >= 500);
                assertThat(service.server.getRequestCount()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 503})
    void anErrorFormatThatThrows_recognizesNothing(int status) {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(status, TestService.ERROR));
            ServiceConfig config = new ServiceConfig(
                    TestService.PROVIDER,
                    service.server.url("/v1").uri(),
                    Credential.of("Bearer", Secret.of(TestService.KEY)),
                    (code, body) -> {
                        throw new ClassCastException("the detail is a text here");
                    });
            try (ServiceClient client = new ServiceClient(TestService.config().build(), config)) {
                Reply<Item> reply = client.send(
                        TestService.call(client.endpoints(TestApi.class), When.IF_NOT_APPLIED),
                        client.begin(Operation.DELETE_CHECKPOINTS, "m1"));

                assertThat(reply.isOwnAnswer()).isFalse();
                assertThat(reply.refused()).isFalse();
                assertThat(reply.failure().statusCode()).hasValue(status);
                assertThat(reply.mayBeApplied()).isEqualTo(status >= 500);
            }
        }
    }
}
