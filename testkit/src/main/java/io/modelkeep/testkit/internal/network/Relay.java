package io.modelkeep.testkit.internal.network;

import io.modelkeep.spi.ConfigKey;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.support.Settings;
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

/** A relay between a client and the server of a fixture, on the loopback interface, which can disturb connections. */
public final class Relay implements AutoCloseable {

    /** The treatment of a connection, which is closed when the method returns. */
    @FunctionalInterface
    public interface Manner {
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

    public static Relay plain(Manner manner) throws IOException {
        return new Relay(listening(), "http", manner);
    }

    /** Returns a relay with an HTTPS address. The manner handles TLS itself. */
    public static Relay named(Manner manner) throws IOException {
        return new Relay(listening(), "https", manner);
    }

    /** Returns a relay that accepts TLS and forwards the decrypted content. */
    public static Relay tls(ServerSocket listening, Manner manner) {
        return new Relay(listening, "https", manner);
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Returns the settings that direct clients of a fixture to this relay. */
    public Map<String, String> instead(StoreFixture fixture) {
        return instead(fixture, URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort()));
    }

    /** Returns the settings that direct clients of a fixture to another origin. Each base URL keeps its path. */
    public static Map<String, String> instead(StoreFixture fixture, URI origin) {
        Map<String, String> changed = new HashMap<>();
        for (ConfigKey<URI> key : Settings.of(fixture).baseUrls()) {
            String path = Optional.ofNullable(fixture.config().get(key.name()))
                    .map(url -> URI.create(url).getRawPath())
                    .orElse("");
            changed.put(key.name(), origin + path);
        }
        return changed;
    }

    /** Returns the number of connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Opens a connection to a server. */
    static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Resets a connection, as after a crash: data that was not delivered is lost, and the other side gets an error. */
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
            // The client disconnected, or rejected the connection.
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
