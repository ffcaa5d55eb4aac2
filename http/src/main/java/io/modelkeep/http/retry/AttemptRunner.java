package io.modelkeep.http.retry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import retrofit2.Call;
import retrofit2.Response;

/**
 * A runner that sends single requests and waits for them to end. An interrupt of the waiting thread cancels its request
 * at once. Thread-safe.
 *
 * <p>A thread blocked inside OkHttp does not react to an interrupt. The call therefore runs on a separate thread, and
 * the caller waits where an interrupt wakes it.
 */
public final class AttemptRunner {

    /**
     * The time that the caller waits after OkHttp's own timeout, which normally ends a call. Then the caller gives up.
     */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final WorkerPool workers;
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

    public AttemptRunner(WorkerPool workers) {
        this.workers = workers;
    }

    /**
     * Sends a request and returns the answer, read to its end.
     *
     * @throws InterruptedException the thread was interrupted; the call was cancelled
     * @throws ExecutionException there was no answer, or its body was unusable; the cause is the reason
     * @throws TimeoutException no thread became free, or the call did not end at its timeout; the call was cancelled
     */
    <T> Response<T> run(Call<T> call, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Response<T>> answer = new CompletableFuture<>();
        // The answer is completed first. A call cancelled while it reads an error looks like one whose answer was cut
        // off.
        Runnable end = () -> {
            answer.completeExceptionally(new InterruptedIOException("closed"));
            call.cancel();
        };
        ends.add(end);
        try {
            // A timeout of zero would mean no limit.
            call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
            if (!workers.begin(() -> execute(call, answer), timeout)) {
                throw new TimeoutException("no thread became free: abandoned calls have not ended");
            }
            return answer.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException given) {
            call.cancel();
            throw given;
        } finally {
            ends.remove(end);
        }
    }

    private static <T> void execute(Call<T> call, CompletableFuture<Response<T>> answer) {
        try {
            answer.complete(call.execute());
        } catch (IOException | RuntimeException | Error why) {
            answer.completeExceptionally(why);
        }
    }

    /**
     * Wakes all waiting threads and cancels their calls. The threads do not wait for their calls to end, because OkHttp
     * misses a cancellation between connecting and the handshake.
     */
    public void endAll() {
        ends.forEach(Runnable::run);
    }
}
