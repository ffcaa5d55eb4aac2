package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreListener;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 404 that any router may give counts only where the base URL is proved to be right. */
class BaseUrlProofTest {

    private static final MockResponse ROUTER = TestService.answer(404, "{\"detail\": \"Not Found\"}");
    private static final MockResponse OWN = TestService.answer(404, TestService.ERROR);
    private static final MockResponse OK = TestService.answer(200, TestService.OK);

    private static StoreException failure(TestService service) {
        CallContext context = service.begin();
        Reply<Item> reply = service.client.send(service.call(When.ALWAYS), context);
        return service.client.failure(reply, context, service.api::all);
    }

    @Test
    void itCountsAfterASuccessWithoutAnotherRequest() {
        try (TestService service = TestService.start()) {
            service.enqueue(OK, ROUTER, ROUTER);
            service.send(When.ALWAYS);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(service.server.getRequestCount()).isEqualTo(3);
        }
    }

    @Test
    void itCountsAfterAHarmlessRequestThatWorksWhichIsMadeOnce() {
        try (TestService service = TestService.start()) {
            service.enqueue(ROUTER, OK, ROUTER);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(service.server.getRequestCount()).isEqualTo(3);
            service.takeRequest();
            assertThat(service.takeRequest().getUrl().encodedPath()).isEqualTo("/v1/items/all");
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 503})
    void itCountsWhereTheServiceAnswersInItsOwnFormat(int status) {
        try (TestService service = TestService.start("max-attempts", "1")) {
            service.answering(request -> request.getUrl().encodedPath().endsWith("/all")
                    ? TestService.answer(status, TestService.ERROR)
                    : ROUTER);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(service.server.getRequestCount()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 503})
    void itDoesNotCountWhereOnlyOthersAnswer(int status) {
        try (TestService service = TestService.start()) {
            service.answering(request -> request.getUrl().encodedPath().endsWith("/all")
                    ? TestService.answer(status, status == 404 ? TestService.ERROR : "{\"message\": \"no\"}")
                    : ROUTER);
            for (int i = 0; i < 2; i++) {
                assertThat(failure(service)).isInstanceOfSatisfying(MalformedResponseException.class, failure -> {
                    assertThat(failure.statusCode()).hasValue(404);
                    assertThat(failure.provider()).contains(TestService.PROVIDER);
                });
            }
        }
    }

    @Test
    void aNotFoundIsNoProof() {
        try (TestService service = TestService.start()) {
            service.enqueue(OWN, ROUTER, ROUTER);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(failure(service)).isInstanceOf(MalformedResponseException.class);
            assertThat(service.server.getRequestCount()).isEqualTo(3);
        }
    }

    @Test
    void anyOtherFailureIsWhatItIsAndNothingIsAsked() {
        try (TestService service = TestService.start()) {
            service.enqueue(OWN, TestService.answer(403, TestService.ERROR));
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
            assertThat(failure(service)).isInstanceOf(PermissionDeniedException.class);
            assertThat(service.server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void theProofHasAttemptsOfItsOwn() {
        try (TestService service = TestService.start("max-attempts", "2")) {
            service.enqueue(
                    TestService.answer(503, TestService.ERROR), ROUTER, TestService.answer(503, TestService.ERROR), OK);
            assertThat(failure(service)).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void abortedProof_doesNotBlameTheBaseUrl() {
        try (TestService service = TestService.start()) {
            service.enqueue(
                    ROUTER,
                    new MockResponse.Builder()
                            .onResponseStart(SocketEffect.Stall.INSTANCE)
                            .build());
            BackgroundCall<StoreException> call = BackgroundCall.start(() -> failure(service));
            service.takeRequest();
            service.takeRequest();
            call.interrupt();
            assertThat(call.promptly()).isInstanceOf(CancelledException.class);
            assertThat(call.interruptKept()).isTrue();
        }
    }
}
