package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A call on a thread of its own, to be ended from outside; remembers how it ended and whether the flag was kept. */
public final class BackgroundCall<R> {

    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final CompletableFuture<R> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean flagged;

    private BackgroundCall(Supplier<R> work) {
        this.thread = new Thread(
                () -> {
                    try {
                        R result = work.get();
                        flagged = Thread.currentThread().isInterrupted();
                        end.complete(result);
                    } catch (RuntimeException | Error thrown) {
                        end.completeExceptionally(thrown);
                    }
                },
                "background-call");
        thread.setDaemon(true);
    }

    public static <R> BackgroundCall<R> start(Supplier<R> work) {
        BackgroundCall<R> call = new BackgroundCall<>(work);
        call.thread.start();
        return call;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits until the thread waits for something, and fails if it never does. */
    void awaitWaiting() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime()).as("the call never waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** What came of it, soon. */
    public R promptly() {
        try {
            return end.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("the call did not end within " + PROMPT, late);
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("the call failed", failed);
        }
    }

    public boolean interruptKept() {
        return flagged;
    }
}
