package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener.WaitCause;
import io.modelkeep.StoreListener.Waited;
import io.modelkeep.config.Secret;
import io.modelkeep.config.TimeSource;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that each wait of a call is reported once to the listener, with its cause. */
class ReportedWaitsTest {

    private final TestService service = TestService.start();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void close() {
        service.close();
    }

    private ServiceClient client(TimeSource time, OptionalInt requestsPerSecond, String... settings) {
        return new ServiceClient(
                TestService.config(settings).listener(listener).timeSource(time).build(),
                new ServiceConfig(
                        TestService.PROVIDER,
                        service.server.url("/v1").uri(),
                        Credential.of("Bearer", Secret.of(TestService.KEY)),
                        TestService::error,
                        requestsPerSecond));
    }

    private static Reply<Item> read(ServiceClient client) {
        TestApi api = client.endpoints(TestApi.class);
        return client.operate(
                Operation.GET_MODEL, () -> client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1")));
    }

    private List<WaitCause> causes() {
        return listener.scoped.stream()
                .filter(Waited.class::isInstance)
                .map(event -> ((Waited) event).cause())
                .toList();
    }

    @Test
    void theDelayOfARetryIsReported() {
        service.enqueue(TestService.answer(503, TestService.ERROR), TestService.answer(200, TestService.OK));
        try (ServiceClient client = client(new VirtualTime(), OptionalInt.empty())) {
            assertThat(read(client).attempts()).isEqualTo(2);
        }
        assertThat(causes()).containsExactly(WaitCause.RETRY_DELAY);
    }

    @Test
    void theWaitForTheRateLimitIsReported() {
        service.answering(request -> TestService.answer(200, TestService.OK));
        try (ServiceClient client = client(new VirtualTime(), OptionalInt.of(1))) {
            assertThat(read(client).ok()).isTrue();
            assertThat(causes()).isEmpty();
            assertThat(read(client).ok()).isTrue();
        }
        assertThat(causes()).containsExactly(WaitCause.RATE_LIMIT);
    }

    @Test
    void theWaitForARequestSlotIsReported() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        service.answering(request -> {
            try {
                assertThat(release.await(5, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return TestService.answer(200, TestService.OK);
        });
        try (ServiceClient client = client(TimeSource.REAL, OptionalInt.empty(), "max-concurrency", "1")) {
            BackgroundCall<Reply<Item>> first = BackgroundCall.start(() -> read(client));
            service.takeRequest();
            BackgroundCall<Reply<Item>> second = BackgroundCall.start(() -> read(client));
            second.awaitWaiting();
            release.countDown();
            assertThat(first.promptly().ok()).isTrue();
            assertThat(second.promptly().ok()).isTrue();
        }
        assertThat(causes()).containsExactly(WaitCause.REQUEST_SLOT);
    }
}
