package io.modelkeep.http.transport;

import okhttp3.ConnectionPool;

/**
 * The connections of one client, to give up in bounded time: closing one that is encrypted says goodbye to the peer, and waits
 * for what is being written to it; a peer that reads nothing would keep the closing thread for ever. Thread-safe.
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

    /** Closes those that carry no request; no later request uses one of them. */
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

    /** Closes all of them. */
    public void closeAll() {
        closeIdle();
        sockets.closeAll();
    }
}
