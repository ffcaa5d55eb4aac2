package io.modelkeep.http.internal.transport;

import okhttp3.ConnectionPool;

/**
 * The shutdown of one client's connections in bounded time. Closing an encrypted connection sends a closing message to
 * the peer, and waits for data that is being written. A peer that reads nothing would block the closing thread forever.
 * Thread-safe.
 */
public final class ConnectionShutdown {

    private static final long PATIENCE_MILLIS = 500;

    private final String provider;
    private final ConnectionPool pool;
    private final DirectSocketFactory sockets;

    public ConnectionShutdown(String provider, ConnectionPool pool, DirectSocketFactory sockets) {
        this.provider = provider;
        this.pool = pool;
        this.sockets = sockets;
    }

    /** Closes the connections that carry no request. No later request uses one of them. */
    public void closeIdle() {
        Thread closing = new Thread(pool::evictAll, "modelkeep-" + provider + "-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all connections. */
    public void closeAll() {
        closeIdle();
        sockets.closeAll();
    }
}
