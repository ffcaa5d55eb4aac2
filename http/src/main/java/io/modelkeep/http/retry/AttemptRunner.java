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
 * Sends single requests and waits for their ends; an interrupt cancels the one waited for at once. Thread-safe.
 *
 * <p>A thread blocked inside OkHttp does not hear an interrupt, so the call runs on a thread of its own and the caller waits
 * where it can be woken.
 */
public final class AttemptRunner {

    /** OkHttp's own timeout ends a call; this much later the caller stops waiting for that, come what may. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final WorkerPool workers;
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

    public AttemptRunner(WorkerPool workers) {
        this.workers = workers;
    }

    /**
     * The answer, read to its end.
     *
     * @throws ExecutionException there was none, or its body was unusable; the cause says why
     * @throws TimeoutException not even the timeout ended it; it was cancelled
     */
    <T> Response<T> run(Call<T> call, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Response<T>> answer = new CompletableFuture<>();
        // First the answer: a call that is cancelled while it reads an error looks like one whose answer was cut.
        Runnable end = () -> {
            answer.completeExceptionally(new InterruptedIOException("closed"));
            call.cancel();
        };
        ends.add(end);
        try {
            // Zero would be no bound at all.
            call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
            if (!workers.begin(() -> execute(call, answer), timeout)) {
                throw new TimeoutException("no thread became free: calls that were given up do not end");
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
     * Wakes all that wait and cancels their calls; the waiting does not end with the call, for OkHttp misses that between
     * connecting and the handshake.
     */
    public void endAll() {
        ends.forEach(Runnable::run);
    }
}
