package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.Secret;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests begin no faster than the service allows, repetitions included, and no wait for that is without an end. */
class PacedCallsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestService service = TestService.start();
    private final RecordingListener listener = new RecordingListener();
    private final VirtualTime time = new VirtualTime();
    private final List<ServiceClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(ServiceClient::close);
        service.close();
    }

    /** What a paced client sends with. */
    private record Paced(ServiceClient client, TestApi api) {

        Reply<Item> read() {
            return client.send(api.read("i1"), client.begin(Operation.GET_MODEL, "m1"));
        }
    }

    private Paced paced(int requestsPerSecond, TimeSource timeSource, String... settings) {
        ServiceClient client = new ServiceClient(
                TestService.config(settings)
                        .listener(listener)
                        .timeSource(timeSource)
                        .build(),
                new ServiceConfig(
                        TestService.PROVIDER,
                        service.server.url("/v1").uri(),
                        Credential.of("Bearer", Secret.of(TestService.KEY)),
                        TestService::error,
                        OptionalInt.of(requestsPerSecond)));
        clients.add(client);
        return new Paced(client, client.endpoints(TestApi.class));
    }

    @Test
    void requestsWaitForTheirPlaces() {
        service.answering(request -> TestService.answer(200, TestService.OK));
        Paced paced = paced(4, time);
        for (int i = 0; i < 9; i++) {
            assertThat(paced.read().ok()).isTrue();
        }
        assertThat(time.passed()).isEqualTo(SECOND.multipliedBy(2));
        assertThat(time.sleeps).hasSize(8).containsOnly(Duration.ofMillis(250));
    }

    @Test
    void withoutALimitNothingWaits() {
        service.answering(request -> TestService.answer(200, TestService.OK));
        for (int i = 0; i < 20; i++) {
            assertThat(service.send(When.ALWAYS).ok()).isTrue();
        }
        assertThat(service.timeSource.sleeps).isEmpty();
    }

    @Test
    void anotherEndpointDoesNotWaitForThisOne() {
        service.answering(request -> TestService.answer(200, TestService.OK));
        Paced paced = paced(1, time);
        paced.read();
        paced.client.send(paced.api.all(), paced.client.begin(Operation.LIST_MODELS, "all"));
        assertThat(time.sleeps).isEmpty();
        paced.client.send(paced.api.read("another id"), paced.client.begin(Operation.GET_MODEL, "m2"));
        assertThat(time.sleeps).as("the same endpoint").containsExactly(SECOND);
    }

    @Test
    void aRepetitionTakesAPlaceLikeAnyRequest() {
        List<Long> begun = new CopyOnWriteArrayList<>();
        service.answering(request -> {
            begun.add(time.nanoTime());
            return TestService.answer(begun.size() < 3 ? 503 : 200, TestService.OK);
        });
        assertThat(paced(1, time).read().attempts()).isEqualTo(3);
        assertThat(begun.get(1) - begun.get(0)).isGreaterThanOrEqualTo(SECOND.toNanos());
        assertThat(begun.get(2) - begun.get(1)).isGreaterThanOrEqualTo(SECOND.toNanos());
    }

    @Test
    void thoseThatWaitedForATurnDoNotBeginAllAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Long> begun = new CopyOnWriteArrayList<>();
        service.answering(request -> {
            begun.add(time.nanoTime());
            try {
                assertThat(release.await(5, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return TestService.answer(200, TestService.OK);
        });
        Paced paced = paced(1, time, "max-concurrency", "1");
        List<BackgroundCall<Reply<Item>>> calls = new ArrayList<>();
        calls.add(BackgroundCall.start(paced::read));
        service.takeRequest();
        for (int i = 0; i < 4; i++) {
            BackgroundCall<Reply<Item>> call = BackgroundCall.start(paced::read);
            call.awaitWaiting();
            calls.add(call);
        }
        release.countDown();
        calls.forEach(call -> assertThat(call.promptly().ok()).isTrue());
        assertThat(begun).hasSize(5).isSorted();
        for (int i = 1; i < begun.size(); i++) {
            assertThat(begun.get(i) - begun.get(i - 1)).isGreaterThanOrEqualTo(SECOND.toNanos());
        }
    }

    @Test
    void aPlaceBeyondTheCallsTimeIsNotWaitedForAndNotTaken() {
        service.answering(request -> TestService.answer(200, TestService.OK));
        Paced paced = paced(1, time, "call-timeout", "1s", "max-concurrency", "1");
        assertThat(paced.read().ok()).isTrue();
        for (int i = 0; i < 3; i++) {
            Reply<Item> late = paced.read();
            assertThat(late.failure()).isInstanceOf(UnavailableException.class);
            assertThat(late.aborted()).isTrue();
            assertThat(late.neverSent()).isTrue();
            assertThat(late.mayBeApplied()).isFalse();
        }
        assertThat(time.sleeps).isEmpty();
        assertThat(service.server.getRequestCount()).isEqualTo(1);
        assertThat(listener.all(StoreListener.Attempted.class)).hasSize(1);
        time.pass(SECOND);
        assertThat(paced.read().ok()).as("its turn and its place are free").isTrue();
        assertThat(time.sleeps).isEmpty();
    }

    /** Calls that wait a second more each; the real sleeper, for the waits must be real. */
    private List<BackgroundCall<Reply<Item>>> waiting(Paced paced) {
        service.answering(request -> TestService.answer(200, TestService.OK));
        assertThat(paced.read().ok()).isTrue();
        List<BackgroundCall<Reply<Item>>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            BackgroundCall<Reply<Item>> call = BackgroundCall.start(paced::read);
            call.awaitWaiting();
            calls.add(call);
        }
        return calls;
    }

    private static void assertCancelled(Reply<Item> reply) {
        assertThat(reply.failure()).isInstanceOf(CancelledException.class);
        assertThat(reply.aborted()).isTrue();
        assertThat(reply.neverSent()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitForAPlaceAndGivesTheTurnBack() {
        Paced paced = paced(1, TimeSource.REAL, "max-concurrency", "4");
        List<BackgroundCall<Reply<Item>>> calls = waiting(paced);
        BackgroundCall<Reply<Item>> last = calls.get(3);
        last.interrupt();
        assertCancelled(last.promptly());
        assertThat(last.interruptKept()).isTrue();
        calls.forEach(BackgroundCall::interrupt);
        calls.forEach(BackgroundCall::promptly);
        Reply<Item> other = BackgroundCall.start(
                        () -> paced.client.send(paced.api.all(), paced.client.begin(Operation.LIST_MODELS, "all")))
                .promptly();
        assertThat(other.ok()).as("a turn is free").isTrue();
    }

    @Test
    void closingEndsTheWaitsForPlaces() {
        Paced paced = paced(1, TimeSource.REAL, "max-concurrency", "4");
        List<BackgroundCall<Reply<Item>>> calls = waiting(paced);
        paced.client.close();
        assertCancelled(calls.get(3).promptly());
        assertCancelled(calls.get(2).promptly());
    }
}
