package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener is told, and that nothing it does harms the call it listens to. */
class ListenerTest {

    @Test
    void attemptsAndRetries_areReportedInOrder_withRouteAndWithoutId() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(503, TestService.ERROR), TestService.answer(200, TestService.OK));
            service.client.operate(
                    Operation.GET_MODEL,
                    () -> service.send(service.api.read("secret-id")).orThrow());

            assertThat(service.listener.events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Started", "Attempted", "Retrying", "Attempted", "Finished");
            assertThat(service.listener.scoped)
                    .extracting(event -> event.getClass().getSimpleName())
                    .filteredOn(type -> !type.equals("Waited"))
                    .containsExactly("AttemptStarted", "Attempted", "AttemptStarted", "Attempted", "Finished");
            assertThat(service.listener.scoped.toString())
                    .doesNotContain("secret-id", "m1", TestService.KEY, "localhost");
            assertThat(service.listener.events.toString())
                    .doesNotContain("secret-id", "m1", TestService.KEY, "localhost");
            List<StoreListener.Attempted> attempts = service.listener.all(StoreListener.Attempted.class);
            assertThat(attempts).extracting(StoreListener.Attempted::attempt).containsExactly(1, 2);
            assertThat(attempts).allSatisfy(attempt -> {
                assertThat(attempt.provider()).isEqualTo(TestService.PROVIDER);
                assertThat(attempt.route()).isEqualTo("GET items/{id}");
                assertThat(attempt.elapsed()).isPositive().isLessThan(Duration.ofSeconds(20));
            });
            assertThat(attempts)
                    .allSatisfy(attempt -> assertThat(attempt.requestId()).isEmpty());
            assertThat(attempts.get(0).status()).hasValue(503);
            assertThat(attempts.get(1).status()).hasValue(200);
            StoreListener.Retrying retrying =
                    service.listener.all(StoreListener.Retrying.class).get(0);
            assertThat(retrying.attempt()).isEqualTo(2);
            assertThat(retrying.reason()).isEqualTo("UnavailableException");
            assertThat(retrying.delay()).isEqualTo(service.timeSource.sleeps.get(0));
            assertThat(service.listener.all(StoreListener.Finished.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome()).isEqualTo("ok"));
        }
    }

    @Test
    void attempted_reportsTheSizesOfBothBodiesAsTransferred() throws Exception {
        String text = "{\"count\": 1" + " ".repeat(10_000) + "}";
        Buffer compressed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
            sink.writeUtf8(text);
        }
        long size = compressed.size();
        assertThat(size).isLessThan(1_000);
        try (TestService service = TestService.start()) {
            service.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Encoding", "gzip")
                    .body(compressed)
                    .build());
            service.enqueue(TestService.answer(404, TestService.ERROR));
            assertThat(service.send(When.NEVER).ok()).isTrue();
            long sent = service.takeRequest().getBodySize();
            assertThat(sent).isPositive();
            assertThat(service.send(service.api.remove("i1")).ok()).isFalse();
            List<StoreListener.Attempted> attempts = service.listener.all(StoreListener.Attempted.class);
            assertThat(attempts)
                    .extracting(StoreListener.Attempted::requestBytes)
                    .containsExactly(sent, 0L);
            assertThat(attempts)
                    .extracting(StoreListener.Attempted::responseBytes)
                    .containsExactly(size, (long) TestService.ERROR.length());
        }
    }

    @Test
    void aListenerAddedToTheOpenClient_isNotifiedOfRequests_untilItIsRemoved() {
        RecordingListener added = new RecordingListener();
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            ListenerRegistration registration = service.client.addListener(added);
            service.client.operate(
                    Operation.GET_MODEL, () -> service.send(When.ALWAYS).orThrow());
            registration.close();
            service.send(When.ALWAYS);

            assertThat(added.events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Started", "Attempted", "Finished");
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(3);
        }
    }

    @Test
    void aFailedOperationEndsWithTheTypeOfItsFailure() {
        try (TestService service = TestService.start()) {
            service.enqueue(TestService.answer(404, TestService.ERROR));
            assertThatThrownBy(() -> service.client.operate(
                            Operation.GET_MODEL, () -> service.send(When.ALWAYS).orThrow()))
                    .isInstanceOf(NotFoundException.class);
            assertThat(service.listener.all(StoreListener.Finished.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.outcome()).isEqualTo("NotFoundException"));
        }
    }

    @Test
    void deletionWithABody_isReportedWithItsRoute() {
        try (TestService service = TestService.start()) {
            service.answering(request -> TestService.answer(200, TestService.OK));
            service.send(When.IF_NOT_APPLIED);
            service.send(When.NEVER);
            service.send(service.api.remove("i1"));
            assertThat(service.listener.all(StoreListener.Attempted.class))
                    .extracting(StoreListener.Attempted::route)
                    .containsExactly("DELETE items/{id}/parts", "POST items", "DELETE items/{id}");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, NoSuchMethodError.class})
    void exceptionOfAListener_doesNotReachTheCall(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor().newInstance();
        StoreListener hostile = new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                ListenerTest.<RuntimeException>raise(thrown);
                return OperationScope.NONE;
            }

            @Override
            public void attempted(Attempted event) {
                ListenerTest.<RuntimeException>raise(thrown);
            }

            @Override
            public void retrying(Retrying event) {
                ListenerTest.<RuntimeException>raise(thrown);
            }

            @Override
            public void finished(Finished event) {
                ListenerTest.<RuntimeException>raise(thrown);
            }
        };
        try (TestService service = TestService.start();
                ServiceClient client = TestService.client(
                        service.server.url("/v1").uri(),
                        TestService.config()
                                .listener(hostile)
                                .timeSource(new RecordingSleeper())
                                .build())) {
            service.enqueue(TestService.answer(503, TestService.ERROR), TestService.answer(200, TestService.OK));
            TestApi api = client.endpoints(TestApi.class);
            Reply<?> reply = client.operate(
                    Operation.GET_MODEL,
                    () -> client.send(api.read("i1"), client.begin(Operation.GET_MODEL, new ModelId("m1").value())));
            assertThat(reply.ok()).isTrue();
            assertThat(reply.attempts()).isEqualTo(2);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void anEndpointWithoutARuleIsADefectAndNothingIsSent() {
        try (TestService service = TestService.start()) {
            assertThatThrownBy(() -> service.send(service.api.unmarked()))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("@Retryable");
            assertThat(service.server.getRequestCount()).isZero();
        }
    }
}
