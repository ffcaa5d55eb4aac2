package io.modelkeep.http.internal.retry;

import io.modelkeep.http.internal.transport.AttemptState;
import io.modelkeep.http.internal.transport.RequestCancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import retrofit2.Call;
import retrofit2.Response;

/**
 * A runner that sends single requests on the threads of their callers. An interrupt of a caller, the timeout of its
 * request, and closing the runner end a request at once. Thread-safe.
 */
public final class AttemptRunner implements AutoCloseable {

    private final Set<RequestCancellation> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Sends a request and returns the answer, read to its end.
     *
     * @throws IOException there was no answer, its body was unusable, or the request was cancelled
     */
    <T> Response<T> run(Call<T> call, Duration timeout) throws IOException {
        RequestCancellation cancellation = AttemptState.of(call.request()).cancellation();
        // A timeout of zero would mean no limit.
        call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        running.add(cancellation);
        try {
            // The check follows the registration. A thread that closes either finds the request, or is noticed here.
            if (closed) {
                cancellation.cancel();
            }
            return cancellation.execute(call);
        } finally {
            running.remove(cancellation);
        }
    }

    /** Cancels all requests, those under way and later ones. */
    @Override
    public void close() {
        closed = true;
        running.forEach(RequestCancellation::cancel);
    }
}
