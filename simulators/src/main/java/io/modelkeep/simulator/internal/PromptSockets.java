package io.modelkeep.simulator.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/**
 * A factory of server sockets whose connections send small packets immediately and are counted. Thread-safe.
 *
 * <p>The server writes the head and the body of an answer separately. Otherwise, each body on a kept-alive connection
 * waits about 40 ms for the client's delayed acknowledgment of the head.
 */
final class PromptSockets extends ServerSocketFactory {
    private static final int DEFAULT_BACKLOG = 50;

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Returns the number of open connections, as far as the server has noticed. */
    int openConnections() {
        connections.removeIf(Socket::isClosed);
        return connections.size();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new PromptServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return bound(new InetSocketAddress(port), DEFAULT_BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return bound(new InetSocketAddress(port), backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return bound(new InetSocketAddress(address, port), backlog);
    }

    private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = new PromptServerSocket();
        socket.bind(address, backlog);
        return socket;
    }

    private final class PromptServerSocket extends ServerSocket {
        PromptServerSocket() throws IOException {}

        @Override
        public Socket accept() throws IOException {
            Socket connection = super.accept();
            connection.setTcpNoDelay(true);
            connections.add(connection);
            return connection;
        }
    }
}
