package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of a bulk operation: each once, several at a time, stopped and interrupted as a whole. */
@Timeout(20)
class WorkerPoolTest {

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "1,50", "4,1", "4,3", "4,4", "4,1000", "256,300"})
    void everyBatchIsDoneOnce(int concurrency, int count) {
        try (WorkerPool workers = new WorkerPool("test", concurrency, UnaryOperator.identity())) {
            Queue<Integer> done = new ConcurrentLinkedQueue<>();
            workers.forEach(numbers(count), done::add, () -> false);
            assertThat(done).containsExactlyInAnyOrderElementsOf(numbers(count));
        }
    }

    @Test
    void severalBatchesRunAtOnceAndNeverMoreThanAllowed() {
        try (WorkerPool workers = new WorkerPool("test", 3, UnaryOperator.identity())) {
            CyclicBarrier together = new CyclicBarrier(3);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            workers.forEach(
                    numbers(12),
                    batch -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        await(together);
                        running.decrementAndGet();
                    },
                    () -> false);
            assertThat(most).hasValue(3);
        }
    }

    /** Often enough for a helper to be quicker than the calling thread once. */
    @Test
    void afterAnInterruptNothingIsBegun() {
        try (WorkerPool workers = new WorkerPool("test", 4, UnaryOperator.identity())) {
            AtomicInteger begun = new AtomicInteger();
            for (int i = 0; i < 1000; i++) {
                Thread.currentThread().interrupt();
                workers.forEach(numbers(3), batch -> begun.incrementAndGet(), () -> false);
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(begun).hasValue(0);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void onceStoppedNoFurtherBatchIsBegun() {
        try (WorkerPool workers = new WorkerPool("test", 4, UnaryOperator.identity())) {
            AtomicInteger begun = new AtomicInteger();
            AtomicBoolean stopped = new AtomicBoolean();
            workers.forEach(
                    numbers(1000),
                    batch -> {
                        begun.incrementAndGet();
                        stopped.set(true);
                    },
                    stopped::get);
            assertThat(begun.get()).isBetween(1, 4);
            workers.forEach(numbers(10), batch -> begun.set(-1), () -> true);
            assertThat(begun.get()).as("stopped before it began").isPositive();
        }
    }

    @Test
    void anInterruptReachesAllHelpersAndTheFlagIsKept() throws Exception {
        try (WorkerPool workers = new WorkerPool("test", 4, UnaryOperator.identity())) {
            CountDownLatch begun = new CountDownLatch(4);
            Queue<Integer> interrupted = new ConcurrentLinkedQueue<>();
            BackgroundCall<Boolean> call = BackgroundCall.start(() -> {
                workers.forEach(
                        numbers(100),
                        batch -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException ended) {
                                interrupted.add(batch);
                                Thread.currentThread().interrupt();
                            }
                        },
                        () -> false);
                return true;
            });
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            call.interrupt();
            call.promptly();
            assertThat(interrupted).hasSize(4);
            assertThat(call.interruptKept()).isTrue();
        }
    }

    @Test
    void anInterruptedCallerReturnsPromptlyAlsoWhenItsHelpersHaveNotBegun() {
        try (WorkerPool workers = new WorkerPool("test", 64, UnaryOperator.identity())) {
            for (int i = 0; i < 200; i++) {
                BackgroundCall<Boolean> call = BackgroundCall.start(() -> {
                    Thread.currentThread().interrupt();
                    workers.forEach(numbers(64), batch -> {}, () -> false);
                    return true;
                });
                call.promptly();
                assertThat(call.interruptKept()).isTrue();
            }
        }
    }

    @Test
    void anInterruptOfOneCallerLeavesTheOthersAlone() throws Exception {
        try (WorkerPool workers = new WorkerPool("test", 2, UnaryOperator.identity())) {
            CountDownLatch begun = new CountDownLatch(2);
            CountDownLatch goOn = new CountDownLatch(1);
            BackgroundCall<Boolean> doomed = BackgroundCall.start(() -> {
                workers.forEach(numbers(2), batch -> hold(begun, goOn), () -> false);
                return true;
            });
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            Queue<Integer> done = new ConcurrentLinkedQueue<>();
            doomed.interrupt();
            doomed.promptly();
            workers.forEach(
                    numbers(100),
                    batch -> {
                        assertThat(Thread.currentThread().isInterrupted()).isFalse();
                        done.add(batch);
                    },
                    () -> false);
            assertThat(done).hasSize(100);
        }
    }

    private static void hold(CountDownLatch begun, CountDownLatch goOn) {
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDefectInABatchSurfacesAndStopsTheRest() {
        try (WorkerPool workers = new WorkerPool("test", 1, UnaryOperator.identity())) {
            List<Integer> begun = new ArrayList<>();
            assertThatThrownBy(() -> workers.forEach(
                            numbers(10),
                            batch -> {
                                begun.add(batch);
                                if (batch == 3) {
                                    throw new UnsupportedOperationException("a defect");
                                }
                            },
                            () -> false))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(begun).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void aDefectOfAHelperSurfacesWhenAllHaveEnded() {
        try (WorkerPool workers = new WorkerPool("test", 4, UnaryOperator.identity())) {
            Thread caller = Thread.currentThread();
            CyclicBarrier together = new CyclicBarrier(4);
            AtomicInteger ended = new AtomicInteger();
            assertThatThrownBy(() -> workers.forEach(
                            numbers(4),
                            batch -> {
                                await(together);
                                ended.incrementAndGet();
                                if (!Thread.currentThread().equals(caller)) {
                                    throw new UnsupportedOperationException("a defect");
                                }
                            },
                            () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
            assertThat(ended).hasValue(4);
        }
    }

    @Test
    void manyCallersAtOnceAllGetOn() {
        try (WorkerPool workers = new WorkerPool("test", 2, UnaryOperator.identity())) {
            AtomicInteger done = new AtomicInteger();
            List<BackgroundCall<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                callers.add(BackgroundCall.start(() -> {
                    workers.forEach(numbers(50), batch -> done.incrementAndGet(), () -> false);
                    return true;
                }));
            }
            callers.forEach(BackgroundCall::promptly);
            assertThat(done).hasValue(32 * 50);
        }
    }

    @Test
    void aBatchMayItselfHaveBatches() {
        try (WorkerPool workers = new WorkerPool("test", 2, UnaryOperator.identity())) {
            AtomicInteger done = new AtomicInteger();
            workers.forEach(
                    numbers(8),
                    outer -> workers.forEach(numbers(8), inner -> done.incrementAndGet(), () -> false),
                    () -> false);
            assertThat(done).hasValue(64);
        }
    }

    @Test
    void afterClosingTheCallerWorksAlone() {
        WorkerPool workers = new WorkerPool("test", 4, UnaryOperator.identity());
        workers.close();
        AtomicInteger done = new AtomicInteger();
        workers.forEach(numbers(5), batch -> done.incrementAndGet(), () -> false);
        assertThat(done).hasValue(5);
    }
}
