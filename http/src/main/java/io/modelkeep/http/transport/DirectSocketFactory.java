package io.modelkeep.http.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets that go straight to their address; the default ones follow the system's SOCKS settings. It knows those that are
 * open, to close them whatever is written to them. Thread-safe.
 */
public final class DirectSocketFactory extends SocketFactory {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** One that is known for as long as it is open. */
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

    /** Closes all below any encryption, which ends a write that a peer keeps waiting by reading nothing. */
    void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException closed) {
                // It is of no more use either way.
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
