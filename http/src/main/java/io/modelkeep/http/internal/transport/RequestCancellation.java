package io.modelkeep.http.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * The cancellation of one request that runs on the thread of its caller. An interrupt of that thread, the timeout of the
 * request, and {@link #cancel} end the request at once, wherever it blocks. Thread-safe.
 *
 * <p>A thread that blocks in a socket ignores interrupts. {@link AbstractInterruptibleChannel} is the JDK's hook for
 * this case: an interrupt of the thread closes the channel, and closing it cancels the request. Every other channel
 * removes the hook when its own operation ends, and class loaders read jars through channels. Each operation of a socket
 * therefore sets the hook again with {@link #watchThread}.
 */
public final class RequestCancellation extends AbstractInterruptibleChannel {

    private static final ThreadLocal<@Nullable RequestCancellation> CURRENT = new ThreadLocal<>();

    private volatile @Nullable Call<?> running;
    private @Nullable Closeable blocking;
    private boolean cancelled;
    private boolean ended;

    /**
     * Sends a request on this thread and returns the answer, read to its end. Called once.
     *
     * @throws IOException there was no answer, its body was unusable, or the request was cancelled
     */
    public <T> Response<T> execute(Call<T> call) throws IOException {
        running = call;
        if (!isOpen()) {
            call.cancel();
        }
        CURRENT.set(this);
        try {
            begin();
            return call.execute();
        } finally {
            CURRENT.remove();
            end();
        }
    }

    /** Removes the hook from the thread, and reports the end to {@link #awaitEnd}. */
    private void end() {
        try {
            end(true);
        } catch (AsynchronousCloseException interrupted) {
            // The thread's interrupt flag already says so, and a complete answer is worth more than this exception.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    /** Lets an interrupt of this thread cancel the request that the thread sends, if it sends one. */
    static void watchThread() {
        RequestCancellation current = CURRENT.get();
        if (current != null) {
            current.begin();
        }
    }

    /**
     * Registers what this thread is about to wait for, if it sends a request. OkHttp misses a cancellation between
     * connecting and the TLS handshake, and cannot cancel the lookup of a name. A cancellation closes {@code blocker};
     * if it came before, {@code blocker} is closed at once.
     */
    static void blocksOn(Closeable blocker) throws IOException {
        RequestCancellation current = CURRENT.get();
        if (current != null && !current.register(blocker)) {
            blocker.close();
        }
    }

    private synchronized boolean register(Closeable blocker) {
        blocking = blocker;
        return !cancelled;
    }

    /** Forgets the registered blocker, because OkHttp can cancel the request from now on. */
    synchronized void connected() {
        blocking = null;
    }

    /** Closes the registered blocker. Called for every cancellation of the request, whatever its cause. */
    void cancelled() {
        Closeable blocker;
        synchronized (this) {
            cancelled = true;
            blocker = blocking;
        }
        if (blocker != null) {
            try {
                blocker.close();
            } catch (IOException closed) {
                // The blocker is not used any more in either case.
            }
        }
    }

    /** Waits for the end of the request and returns whether it ended in time. */
    synchronized boolean awaitEnd(long millis) throws InterruptedException {
        long begun = System.nanoTime();
        for (long left = millis; !ended && left > 0; left = millis - (System.nanoTime() - begun) / 1_000_000) {
            wait(left);
        }
        return ended;
    }

    /** Cancels the request, also if it is sent later. Cancelling again has no effect. */
    public void cancel() {
        try {
            close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Cancels the request. Called once, by the first interrupt or by {@link #cancel}. */
    @Override
    protected void implCloseChannel() {
        Call<?> call = running;
        if (call != null) {
            call.cancel();
        }
    }
}
