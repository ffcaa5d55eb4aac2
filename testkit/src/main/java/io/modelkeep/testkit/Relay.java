package io.modelkeep.testkit;

import io.modelkeep.spi.ConfigKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between stores and the server of a fixture, on the loopback interface, and decides what becomes of connections. */
final class Relay implements AutoCloseable {

    /** What becomes of a connection; it is closed where this ends. */
    @FunctionalInterface
    interface Manner {
        void serve(Socket client) throws IOException;
    }

    private final ServerSocket listening;
    private final String scheme;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private Relay(ServerSocket listening, String scheme, Manner manner) {
        this.listening = listening;
        this.scheme = scheme;
        background(() -> accept(manner));
    }

    static Relay plain(Manner manner) throws IOException {
        return new Relay(listening(), "http", manner);
    }

    /** One that is addressed as if it spoke TLS, which is left to the manner. */
    static Relay named(Manner manner) throws IOException {
        return new Relay(listening(), "https", manner);
    }

    /** One that speaks TLS and hands on what was in it. */
    static Relay tls(ServerSocket listening, Manner manner) {
        return new Relay(listening, "https", manner);
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** The settings that lead stores of this fixture here instead of to the server. */
    Map<String, String> instead(StoreFixture fixture) {
        return instead(fixture, URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort()));
    }

    /** The settings that lead stores of this fixture to another origin, where each base URL keeps its path. */
    static Map<String, String> instead(StoreFixture fixture, URI origin) {
        Map<String, String> changed = new HashMap<>();
        for (ConfigKey<URI> key : Settings.of(fixture).baseUrls()) {
            String path = Optional.ofNullable(fixture.config().get(key.name()))
                    .map(url -> URI.create(url).getRawPath())
                    .orElse("");
            changed.put(key.name(), origin + path);
        }
        return changed;
    }

    /** How many connections there were. */
    int connections() {
        return connections.get();
    }

    /** A connection to a server, which ends with one from a client. */
    static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Ends a connection as a crash does: what was not delivered yet is lost, and the other side is told so. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    static void background(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Manner manner) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                connections.incrementAndGet();
                client.setTcpNoDelay(true);
                background(() -> serve(client, manner));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Manner manner) {
        try (client) {
            manner.serve(client);
        } catch (IOException gone) {
            // The client went away, as clients do, or turned the connection down.
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
