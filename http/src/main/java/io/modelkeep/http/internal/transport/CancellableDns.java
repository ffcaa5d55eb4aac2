package io.modelkeep.http.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;

/**
 * A resolver of host names whose callers can be interrupted and cancelled. The operating system can block for a minute
 * in a lookup that nothing ends. The lookup therefore runs on a separate thread, and the caller waits for it only until
 * its request is cancelled. The number of threads is limited; further lookups wait for a free thread. Thread-safe.
 */
public final class CancellableDns implements Dns, AutoCloseable {

    private final Dns system;
    private final ThreadPoolExecutor lookups;

    /** Creates a resolver that asks another one, on at most this number of daemon threads. */
    public CancellableDns(Dns system, String provider, int threads) {
        this.system = system;
        // Each request waits for at most one lookup and removes it when it gives up, so the queue is limited by the
        // number of concurrent requests.
        this.lookups =
                new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "modelkeep-" + provider + "-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        lookups.allowCoreThreadTimeOut(true);
        lookups.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> system.lookup(host));
        try {
            lookups.execute(lookup);
            RequestCancellation.blocksOn(() -> lookup.cancel(true));
            return lookup.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(host, "the lookup was interrupted", interrupted);
        } catch (CancellationException cancelled) {
            throw failed(host, "the lookup did not end before the request was cancelled", cancelled);
        } catch (RejectedExecutionException closed) {
            throw failed(host, "the client is closed", closed);
        } catch (ExecutionException | IOException unknown) {
            Throwable cause = unknown.getCause();
            if (cause instanceof UnknownHostException answer) {
                throw answer;
            }
            throw failed(host, "the lookup failed", unknown);
        } finally {
            lookups.remove(lookup);
        }
    }

    private static UnknownHostException failed(String host, String reason, Exception cause) {
        UnknownHostException failure = new UnknownHostException(host + ": " + reason);
        failure.initCause(cause);
        return failure;
    }

    /** Ends all waiting lookups. A lookup that blocks in the operating system ends there, on its daemon thread. */
    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
