package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** Never more requests are under way than allowed; the others wait their turn, within their own time. */
class ConcurrencyTest {

    @Test
    void thirtyTwoThreadsShareFourTurns() {
        int allowed = 4;
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(allowed);
        try (TestService service = TestService.start("max-concurrency", String.valueOf(allowed))) {
            service.answering(request -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                try {
                    await(together);
                } finally {
                    underWay.decrementAndGet();
                }
                return TestService.answer(200, TestService.OK);
            });
            List<BackgroundCall<Reply<Item>>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(BackgroundCall.start(() -> service.send(When.NEVER)));
            }
            for (BackgroundCall<Reply<Item>> call : calls) {
                assertThat(call.promptly().ok()).isTrue();
            }
            assertThat(most).hasValue(allowed);
            assertThat(service.server.getRequestCount()).isEqualTo(32);
        }
    }

    @Test
    void batchesOfOneOperation_runOnAsManyThreadsAsAllowed() {
        int allowed = 4;
        CyclicBarrier together = new CyclicBarrier(allowed);
        try (TestService service = TestService.start("max-concurrency", String.valueOf(allowed))) {
            List<String> batches = List.of("a", "b", "c", "d", "e", "f", "g", "h");
            AtomicInteger done = new AtomicInteger();
            service.client
                    .workers()
                    .forEach(
                            batches,
                            batch -> {
                                await(together);
                                done.incrementAndGet();
                            },
                            () -> false);
            assertThat(done).hasValue(batches.size());
        }
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException tooFew) {
            throw new AssertionError("fewer than allowed are under way", tooFew);
        }
    }

    @Test
    void waitingForATurnCountsAgainstTheCallsTime() {
        try (TestService service = TestService.start("max-concurrency", "1", "call-timeout", "300ms")) {
            service.answering(request -> new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            CallContext late = service.begin();
            BackgroundCall<Reply<Item>> first = BackgroundCall.start(() -> service.send(When.NEVER));
            service.takeRequest();
            Reply<Item> second = BackgroundCall.start(() -> service.client.send(service.call(When.NEVER), late))
                    .promptly();
            assertThat(second.failure()).isInstanceOf(UnavailableException.class);
            assertThat(second.aborted()).isTrue();
            assertThat(second.mayBeApplied()).isFalse();
            assertThat(first.promptly().mayBeApplied()).isTrue();
            assertThat(service.server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatBacksOffHoldsNoTurn() throws Exception {
        try (TestService service = TestService.start(TestService.config("max-concurrency", "1"))) {
            service.enqueue(
                    new MockResponse.Builder()
                            .code(429)
                            .addHeader("Retry-After", "30")
                            .body(TestService.ERROR)
                            .build(),
                    TestService.answer(200, TestService.OK));
            BackgroundCall<Reply<Item>> waiting = BackgroundCall.start(() -> service.send(When.ALWAYS));
            assertThat(service.listener.retrying.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(BackgroundCall.start(() -> service.send(When.ALWAYS))
                            .promptly()
                            .ok())
                    .isTrue();
            waiting.interrupt();
            waiting.promptly();
        }
    }
}
