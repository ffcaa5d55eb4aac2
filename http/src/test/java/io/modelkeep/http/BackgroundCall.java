package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A call on a thread of its own, to be ended from outside; remembers how it ended and whether the flag was kept. */
public final class BackgroundCall<R> {

    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final CompletableFuture<R> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean flagged;

    private BackgroundCall(Supplier<R> work, ThreadFactory threads) {
        this.thread = threads.newThread(() -> {
            try {
                R result = work.get();
                flagged = Thread.currentThread().isInterrupted();
                end.complete(result);
            } catch (RuntimeException | Error thrown) {
                end.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
    }

    public static <R> BackgroundCall<R> start(Supplier<R> work) {
        return start(work, task -> new Thread(task, "background-call"));
    }

    /** Starts a call on a virtual thread, which JDK 17 does not have. */
    public static <R> BackgroundCall<R> onVirtualThread(Supplier<R> work) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory threads = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        return start(work, threads);
    }

    private static <R> BackgroundCall<R> start(Supplier<R> work, ThreadFactory threads) {
        BackgroundCall<R> call = new BackgroundCall<>(work, threads);
        call.thread.start();
        return call;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits until the thread waits for something, and fails if it never does. */
    public void awaitWaiting() {
        await("the call waits", this::isWaiting);
    }

    boolean isWaiting() {
        return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING;
    }

    /** Waits until the thread is in a read from a socket, and fails if it never is. */
    public void awaitReading() {
        await("the call is in a read", () -> isIn("implRead"));
    }

    /** Waits until the thread writes its request to a socket, and fails if it never does. */
    void awaitWriting() {
        // OkHttp's last interceptor sends the request, after the handshake.
        await("the call writes its request", () -> {
            List<StackTraceElement> stack = List.of(thread.getStackTrace());
            return stack.stream().anyMatch(at -> at.getClassName().endsWith("CallServerInterceptor"))
                    && stack.stream().anyMatch(at -> at.getMethodName().equals("implWrite"));
        });
    }

    private boolean isIn(String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(at -> at.getClassName().endsWith("NioSocketImpl")
                        && at.getMethodName().equals(method));
    }

    /** Waits until a condition holds, and fails if it never does. */
    static void await(String condition, BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(condition).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** What came of it, soon. */
    public R promptly() {
        return within(PROMPT);
    }

    R within(Duration time) {
        try {
            return end.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("the call did not end within " + time, late);
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("the call failed", failed);
        }
    }

    public boolean interruptKept() {
        return flagged;
    }
}
