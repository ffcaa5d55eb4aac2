package io.modelkeep.http.internal.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * A factory for sockets that connect directly to their address, unlike default sockets, which follow the system's SOCKS
 * settings. The factory keeps track of open sockets, so that they can be closed even during a write. An interrupt of a
 * thread that sends a request ends the operation of the socket. Thread-safe.
 */
public final class DirectSocketFactory extends SocketFactory {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** A socket that the factory tracks while it is open. */
    private final class Known extends Socket {

        Known() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            RequestCancellation.watchThread();
            super.connect(endpoint, timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    RequestCancellation.watchThread();
                    return in.read(buffer, offset, length);
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    RequestCancellation.watchThread();
                    out.write(buffer, offset, length);
                }
            };
        }

        @Override
        public synchronized void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Known();
        open.add(socket);
        RequestCancellation.blocksOn(socket);
        return socket;
    }

    /** Closes the socket that has this local port, below any encryption and without waiting for the peer. */
    void close(int localPort) {
        for (Socket socket : open) {
            // A socket that is not connected has the port -1.
            if (localPort > 0 && socket.getLocalPort() == localPort) {
                close(socket);
            }
        }
    }

    /** Closes all sockets below any encryption. This ends a write that blocks because the peer reads nothing. */
    void closeAll() {
        open.forEach(DirectSocketFactory::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // The socket is not used any more in either case.
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
