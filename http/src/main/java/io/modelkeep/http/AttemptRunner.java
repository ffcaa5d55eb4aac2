package io.modelkeep.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * Sends single requests and waits for their ends; an interrupt cancels the one waited for at once. Thread-safe.
 *
 * <p>A thread blocked inside OkHttp does not hear an interrupt, so the call runs on a thread of the dispatcher and the caller
 * waits where it can be woken.
 */
final class AttemptRunner {

    /** OkHttp's own timeout ends a call; this much later the caller stops waiting for that, come what may. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Set<Runnable> wakers = ConcurrentHashMap.newKeySet();

    /**
     * The answer, read to its end.
     *
     * @throws ExecutionException there was none, or its body was unusable; the cause says why
     * @throws TimeoutException not even the timeout ended it; it was cancelled
     */
    <T> Response<T> run(Call<T> call, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Response<T>> answer = new CompletableFuture<>();
        Runnable waker = () -> answer.completeExceptionally(new InterruptedIOException("closed"));
        wakers.add(waker);
        try {
            // Zero would be no bound at all.
            call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
            call.enqueue(new Callback<>() {
                @Override
                public void onResponse(Call<T> done, Response<T> response) {
                    answer.complete(response);
                }

                @Override
                public void onFailure(Call<T> failed, Throwable why) {
                    answer.completeExceptionally(why);
                }
            });
            return answer.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException given) {
            call.cancel();
            throw given;
        } finally {
            wakers.remove(waker);
        }
    }

    /**
     * Wakes all that wait, before their calls are cancelled: OkHttp misses that between connecting and the handshake, and what
     * becomes of the calls is no answer any more.
     */
    void endAll() {
        wakers.forEach(Runnable::run);
    }
}
