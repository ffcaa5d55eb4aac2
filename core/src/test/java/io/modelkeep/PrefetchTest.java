package io.modelkeep;

import static io.modelkeep.PagedCheckpoints.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.PagedCheckpoints.ListRequest;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.internal.paging.PagedStream;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the caller works on a page the next one is fetched: that one, and no other. */
class PrefetchTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> fetcher = new AtomicReference<>();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theNextPageIsAskedForWithTheSecondItemAndTheOneAfterItIsNot() {
        CountDownLatch third = new CountDownLatch(1);
        PagedCheckpoints store = second(request -> {
            if (request.token().filter("2"::equals).isPresent()) {
                third.countDown();
                return Page.last(PagedCheckpoints.steps(6, 3));
            }
            return three(request, "2");
        });
        Iterator<Checkpoint> items = store.stream(TRAINING).iterator();
        items.next();
        assertThat(store.requests()).hasSize(1);
        items.next();
        await(asked);
        items.next();
        assertThat(store.requests()).hasSize(2);
        items.next();
        assertThat(store.requests()).hasSize(2);
        items.next();
        await(third);
    }

    @Test
    void aFailureWaitsForItsTurn() {
        PagedCheckpoints store = second(request -> {
            throw new UnavailableException(ErrorDetails.of("down"));
        });
        Iterator<Checkpoint> items = PagedStream.of(
                        "fake",
                        Operation.LIST_CHECKPOINTS,
                        PageRequest.first(),
                        page -> store.list(TRAINING, page),
                        store.prefetchExecutor())
                .iterator();
        items.next();
        items.next();
        await(asked);
        assertThat(items.next().id()).isEqualTo(new CheckpointId("2"));
        assertThatThrownBy(items::hasNext).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(items::hasNext).isInstanceOf(UnavailableException.class);
        assertThat(store.requests()).hasSize(3);
    }

    @Test
    void anErrorComesAsItIs() {
        PagedCheckpoints store = second(request -> {
            throw new StackOverflowError();
        });
        assertThatThrownBy(() -> store.stream(TRAINING).toList()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void interruptedConsumer_endsTheRequest_andKeepsTheFlag() {
        PagedCheckpoints store = second(request -> untilInterrupted());
        Thread caller = Thread.currentThread();
        onceIn(caller, Thread.State.WAITING, caller::interrupt);
        assertThatThrownBy(() -> store.stream(TRAINING).toList())
                .isInstanceOfSatisfying(CancelledException.class, cancelled -> {
                    assertThat(cancelled.provider()).contains("fake");
                    assertThat(cancelled.operation()).contains(Operation.LIST_CHECKPOINTS);
                });
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        await(ended);
    }

    @Test
    void earlierInterrupt_reachesTheStore_andEndsTheRequest() {
        CountDownLatch both = new CountDownLatch(2);
        PagedCheckpoints store = second(request -> {
            try {
                return untilInterrupted();
            } finally {
                both.countDown();
            }
        });
        Iterator<Checkpoint> items = threeTaken(store.stream(TRAINING));
        await(asked);
        Thread.currentThread().interrupt();
        assertThatThrownBy(items::hasNext).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        await(both);
        assertThat(store.requests()).hasSize(3);
    }

    @Test
    void interruptedConsumer_startsNoFetch() {
        PagedCheckpoints store = second(request -> Page.last(PagedCheckpoints.steps(3, 3)));
        Iterator<Checkpoint> items = store.stream(TRAINING).iterator();
        items.next();
        Thread.currentThread().interrupt();
        items.next();
        items.next();
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        assertThat(items.hasNext()).isTrue();
        assertThat(fetcher()).isSameAs(Thread.currentThread());
    }

    @Test
    void closingTheStreamEndsTheRequest() {
        try (Stream<Checkpoint> stream = second(request -> untilInterrupted()).stream(TRAINING)) {
            threeTaken(stream);
            await(asked);
        }
        await(ended);
    }

    @Test
    void aClosedStreamFetchesNothingAhead() {
        PagedCheckpoints store = second(request -> Page.last(PagedCheckpoints.steps(3, 3)));
        Stream<Checkpoint> stream = store.stream(TRAINING);
        Iterator<Checkpoint> items = stream.iterator();
        items.next();
        stream.close();
        items.next();
        items.next();
        assertThat(items.hasNext()).isTrue();
        assertThat(fetcher()).isSameAs(Thread.currentThread());
    }

    @Test
    void closedClient_refusesLaterCalls() {
        PagedCheckpoints store = second(request -> {
            if (Thread.currentThread() == fetcher()) {
                throw new CancelledException(ErrorDetails.of("closed meanwhile"));
            }
            throw new IllegalStateException("closed");
        });
        Iterator<Checkpoint> items = threeTaken(store.stream(TRAINING));
        await(asked);
        awaitState(fetcher(), Thread.State.TIMED_WAITING);
        assertThatThrownBy(items::hasNext).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closedClient_cancelsWaitingConsumers() {
        CountDownLatch close = new CountDownLatch(1);
        PagedCheckpoints store = second(request -> {
            await(close);
            throw new CancelledException(ErrorDetails.of("closed meanwhile"));
        });
        onceIn(Thread.currentThread(), Thread.State.WAITING, close::countDown);
        assertThatThrownBy(() -> store.stream(TRAINING).toList()).isInstanceOf(CancelledException.class);
        assertThat(store.requests()).hasSize(2);
    }

    /** A first page of three, then what a test says. */
    private PagedCheckpoints second(Function<ListRequest, Page<Checkpoint>> then) {
        return new PagedCheckpoints(request -> {
            if (request.token().isEmpty()) {
                return three(request, "1");
            }
            fetcher.compareAndSet(null, Thread.currentThread());
            asked.countDown();
            return then.apply(request);
        });
    }

    private static Page<Checkpoint> three(ListRequest request, String next) {
        int first = request.token().map(Integer::parseInt).orElse(0) * 3;
        return Page.of(PagedCheckpoints.steps(first, 3), next);
    }

    private static Iterator<Checkpoint> threeTaken(Stream<Checkpoint> stream) {
        Iterator<Checkpoint> items = stream.iterator();
        for (int i = 0; i < 3; i++) {
            items.next();
        }
        return items;
    }

    private Page<Checkpoint> untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ended.countDown();
            throw new CancelledException(ErrorDetails.of("interrupted"));
        }
    }

    private Thread fetcher() {
        Thread thread = fetcher.get();
        if (thread == null) {
            throw new AssertionError("nothing was fetched");
        }
        return thread;
    }

    private void onceIn(Thread thread, Thread.State state, Runnable then) {
        new Thread(() -> {
                    await(asked);
                    awaitState(thread, state);
                    then.run();
                })
                .start();
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
