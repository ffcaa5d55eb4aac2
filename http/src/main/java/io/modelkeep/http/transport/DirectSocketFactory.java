package io.modelkeep.http.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * A factory for sockets that connect directly to their address, unlike default sockets, which follow the system's SOCKS
 * settings. The factory keeps track of open sockets, so that they can be closed even during a write. Thread-safe.
 */
public final class DirectSocketFactory extends SocketFactory {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** A socket that the factory tracks while it is open. */
    private final class Known extends Socket {

        Known() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public synchronized void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Known();
        open.add(socket);
        return socket;
    }

    /** Closes all sockets below any encryption. This ends a write that blocks because the peer reads nothing. */
    void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException closed) {
                // The socket is not used any more in either case.
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }
}
