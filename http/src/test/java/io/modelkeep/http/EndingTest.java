package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupting the caller and closing the client end a call promptly, wherever it waits, and say what is unknown. */
class EndingTest {

    private static final MockResponse STALL = new MockResponse.Builder()
            .onResponseStart(SocketEffect.Stall.INSTANCE)
            .build();

    /** Where a call waits. */
    private enum Place {
        QUEUED,
        BACKING_OFF,
        IN_FLIGHT,
        READING_THE_BODY;

        /** What brings it there. */
        MockResponse answer() {
            return switch (this) {
                case QUEUED, IN_FLIGHT -> STALL;
                case BACKING_OFF ->
                    new MockResponse.Builder()
                            .code(429)
                            .addHeader("Retry-After", "30")
                            .body(TestService.ERROR)
                            .build();
                case READING_THE_BODY ->
                    new MockResponse.Builder()
                            .body(TestService.OK + " ".repeat(4000))
                            .onResponseBody(SocketEffect.Stall.INSTANCE)
                            .build();
            };
        }

        boolean mayBeApplied() {
            return this == IN_FLIGHT || this == READING_THE_BODY;
        }
    }

    /** The real sleeper, for the waits must be real. */
    private static StoreConfig.Builder config() {
        return TestService.config("max-concurrency", "1");
    }

    private static BackgroundCall<Reply<Item>> at(Place place, TestService service) throws InterruptedException {
        service.enqueue(place.answer());
        if (place == Place.QUEUED) {
            BackgroundCall.start(() -> service.send(When.ALWAYS));
            service.takeRequest();
        }
        BackgroundCall<Reply<Item>> call = BackgroundCall.start(() -> service.send(When.IF_NOT_APPLIED));
        if (place == Place.BACKING_OFF) {
            assertThat(service.listener.retrying.await(5, TimeUnit.SECONDS)).isTrue();
        }
        if (place == Place.IN_FLIGHT || place == Place.READING_THE_BODY) {
            service.takeRequest();
        } else {
            call.awaitWaiting();
        }
        return call;
    }

    private static void assertEnded(Reply<Item> reply, Place place) {
        assertThat(reply.failure()).isInstanceOf(CancelledException.class);
        assertThat(reply.aborted()).isTrue();
        assertThat(reply.isTransient()).isFalse();
        assertThat(reply.mayBeApplied()).isEqualTo(place.mayBeApplied());
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void anInterruptEndsACallWhereverItWaits(Place place) throws Exception {
        try (TestService service = TestService.start(config())) {
            BackgroundCall<Reply<Item>> call = at(place, service);
            call.interrupt();
            assertEnded(call.promptly(), place);
            assertThat(call.interruptKept()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"IN_FLIGHT", "READING_THE_BODY", "BACKING_OFF"})
    void anInterruptedCallGivesItsTurnToTheNext(Place place) throws Exception {
        try (TestService service = TestService.start(config())) {
            BackgroundCall<Reply<Item>> call = at(place, service);
            service.enqueue(TestService.answer(200, TestService.OK));
            call.interrupt();
            call.promptly();
            assertThat(BackgroundCall.start(() -> service.send(When.ALWAYS))
                            .promptly()
                            .ok())
                    .isTrue();
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        try (TestService service = TestService.start(config())) {
            Thread.currentThread().interrupt();
            Reply<Item> reply = service.send(When.ALWAYS);
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
            assertEnded(reply, Place.QUEUED);
            assertThat(service.server.getRequestCount()).isZero();
            assertThat(service.listener.all(StoreListener.Attempted.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void closingEndsACallWhereverItWaits(Place place) throws Exception {
        try (TestService service = TestService.start(config())) {
            BackgroundCall<Reply<Item>> call = at(place, service);
            service.client.close();
            assertEnded(call.promptly(), place);
            assertThat(call.interruptKept()).as("nobody interrupted").isFalse();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallEndedWhileItConnectsLeavesNothingInDoubt(boolean byClosing) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ServiceClient client = TestService.client(
                        URI.create("https://localhost:" + silent.getLocalPort() + "/v1"), config().build())) {
            TestApi api = client.endpoints(TestApi.class);
            BackgroundCall<Reply<Item>> call = BackgroundCall.start(() ->
                    client.send(TestService.call(api, When.IF_NOT_APPLIED), client.begin(Operation.GET_MODEL, "m1")));
            silent.accept();
            Runnable end = byClosing ? client::close : call::interrupt;
            end.run();
            assertEnded(call.promptly(), Place.QUEUED);
        }
    }

    @Test
    void closingWakesAllThatWaitForATurn() throws Exception {
        try (TestService service = TestService.start(config())) {
            service.enqueue(STALL);
            List<BackgroundCall<Reply<Item>>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(BackgroundCall.start(() -> service.send(When.ALWAYS)));
            }
            service.takeRequest();
            // One call has the turn and reads from its socket.
            BackgroundCall.await(
                    "19 calls wait",
                    () -> calls.stream().filter(BackgroundCall::isWaiting).count() == 19);
            service.client.close();
            for (BackgroundCall<Reply<Item>> call : calls) {
                assertThat(call.promptly().failure()).isInstanceOf(CancelledException.class);
            }
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void closingTwiceAndAtOnceDoesNothingMore() {
        try (TestService service = TestService.start(config())) {
            List<BackgroundCall<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                closers.add(BackgroundCall.start(() -> {
                    service.client.close();
                    return true;
                }));
            }
            closers.forEach(BackgroundCall::promptly);
            service.client.close();
        }
    }

    @Test
    void afterClosingNothingIsSentAndOperationsAreRefused() {
        try (TestService service = TestService.start(config())) {
            service.client.close();
            assertThatThrownBy(() -> service.client.operate(Operation.GET_MODEL, () -> "never"))
                    .isInstanceOf(IllegalStateException.class);
            assertEnded(service.send(When.ALWAYS), Place.QUEUED);
            assertThat(service.server.getRequestCount()).isZero();
            assertThat(service.listener.events).isEmpty();
        }
    }

    @Test
    void afterClosingNoThreadIsLeft() throws Exception {
        TestService service = TestService.start(config());
        try (service) {
            BackgroundCall<Reply<Item>> call = at(Place.IN_FLIGHT, service);
            service.client.workers().forEach(List.of(1, 2, 3), batch -> {}, () -> false);
            service.client.close();
            call.promptly();
        }
        awaitNoThreads();
    }

    static void awaitNoThreads() {
        BackgroundCall.await("no threads are left", () -> !ownThreads());
    }

    private static boolean ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.isAlive() && thread.getName().startsWith("modelkeep-"));
    }
}
