package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.http.retry.WorkerPool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that carry requests: bounded, and waited for where all are busy. */
@Timeout(20)
class RequestThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final CountDownLatch release = new CountDownLatch(1);

    private void stuck() {
        try {
            release.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Twice as many as have a turn: the others are those of calls that were given up. */
    private void fill(WorkerPool workers, int concurrency) throws InterruptedException {
        for (int i = 0; i < 2 * concurrency; i++) {
            assertThat(workers.begin(this::stuck, LONG)).isTrue();
        }
    }

    @Test
    void thereIsABoundHoweverManyAreStuck() throws InterruptedException {
        try (WorkerPool workers = new WorkerPool("test", 2)) {
            AtomicInteger begun = new AtomicInteger();
            fill(workers, 2);
            assertThat(workers.begin(begun::incrementAndGet, SHORT)).isFalse();
            assertThat(workers.begin(begun::incrementAndGet, Duration.ZERO)).isFalse();
            release.countDown();
            CountDownLatch ended = new CountDownLatch(1);
            assertThat(workers.begin(ended::countDown, LONG)).isTrue();
            ended.await();
            // What was given up does not run afterwards.
            assertThat(begun).hasValue(0);
        }
    }

    @Test
    void aRequestWaitsForAThreadThatIsJustEnding() throws InterruptedException {
        try (WorkerPool workers = new WorkerPool("test", 1)) {
            fill(workers, 1);
            Thread other = new Thread(release::countDown);
            CountDownLatch ended = new CountDownLatch(1);
            other.start();
            assertThat(workers.begin(ended::countDown, LONG)).isTrue();
            ended.await();
            other.join();
        }
    }

    @Test
    void manyRequestsOneAfterTheOtherAllBegin() throws InterruptedException {
        try (WorkerPool workers = new WorkerPool("test", 1)) {
            for (int i = 0; i < 20_000; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                assertThat(workers.begin(ended::countDown, LONG)).isTrue();
                ended.await();
            }
        }
    }

    @Test
    void anInterruptEndsTheWaiting() throws InterruptedException {
        try (WorkerPool workers = new WorkerPool("test", 1)) {
            fill(workers, 1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> workers.begin(() -> {}, LONG)).isInstanceOf(InterruptedException.class);
            release.countDown();
        }
    }

    @Test
    void nothingBeginsOnceTheyAreClosed() throws InterruptedException {
        WorkerPool workers = new WorkerPool("test", 1);
        fill(workers, 1);
        Thread closing = new Thread(workers::close);
        closing.start();
        assertThat(workers.begin(() -> {}, LONG)).isFalse();
        closing.join();
        release.countDown();
    }
}
