package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nobody answers at the address: nothing was sent, so nothing is ambiguous. */
final class ConnectFaults {

    /** How a deletion ends of which nothing was sent. */
    static final String NOTHING_SENT = "FAILED, or NOT_ATTEMPTED where a read has to come first (0)";

    private static final String STALL = "100ms";
    /** The attempts that a call makes where nothing else is configured. */
    private static final int ATTEMPTS = 3;
    /** Longer than any machine takes for a few stalls, and shorter than the timeouts that are configured by default. */
    private static final Duration FAR_LONGER = Duration.ofSeconds(9);

    private ConnectFaults() {}

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            clauses.add(clause("F2", operation, "the connection is refused", ConnectFaults::refused));
            clauses.add(clause("F2", operation, "the name of the service is unknown", ConnectFaults::unknown));
            clauses.add(clause("F4", operation, "the connection does not come about", ConnectFaults::unanswered));
            clauses.add(clause("F4", operation, "the connection does not come about (TLS)", ConnectFaults::silent));
        }
        return clauses;
    }

    /** Leads stores somewhere, and calls. */
    private interface Play {
        void on(Scene scene, Operation operation) throws IOException;
    }

    private static Clause clause(String id, Operation operation, String about, Play play) {
        return Clause.of(id, operation.label() + ": " + about, scene -> play.on(scene, operation))
                .needs(Trial.capability(operation))
                .when("a base URL", fixture -> !Settings.of(fixture).baseUrls().isEmpty())
                .onTheWire()
                .ends(NOTHING_SENT);
    }

    private static void refused(Scene scene, Operation operation) throws IOException {
        prove(scene, operation, nobody(), Map.of());
    }

    private static void unknown(Scene scene, Operation operation) {
        prove(scene, operation, URI.create("https://no-such-host.invalid"), Map.of());
    }

    /** The system takes connections for a server until so many wait; nobody hears of the next ones. */
    private static void unanswered(Scene scene, Operation operation) throws IOException {
        Deque<Socket> waiting = new ArrayDeque<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (connects(waiting, full)) {
                assertThat(waiting).as("connections that nobody accepts").hasSizeLessThan(100);
            }
            stall(scene, operation, URI.create("http://127.0.0.1:" + full.getLocalPort()), "connect-timeout");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(Deque<Socket> waiting, ServerSocket server) throws IOException {
        waiting.push(new Socket());
        try {
            waiting.getFirst().connect(server.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    /** A server that waits for its part of the handshake for ever. */
    private static void silent(Scene scene, Operation operation) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            stall(scene, operation, URI.create("https://127.0.0.1:" + silent.getLocalPort()), "request-timeout");
        }
    }

    private static void stall(Scene scene, Operation operation, URI origin, String timeout) {
        long begun = System.nanoTime();
        prove(scene, operation, origin, Map.of(timeout, STALL, "max-attempts", "2"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(FAR_LONGER);
        assertThat(scene.heard().attempted()).noneMatch(event -> event.attempt() > 2);
    }

    private static void prove(Scene scene, Operation operation, URI origin, Map<String, String> more) {
        Trial trial = Trial.of(operation, scene.fixture());
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Relay.instead(scene.fixture(), origin));
        Ending ending = trial.run(scene.openMore(scene.config(settings).build()));
        trial.checkTruth(ending);
        nothingSent(scene, ending);
    }

    /** Makes sure that no attempt arrived or may have arrived. */
    static void nothingSent(Scene scene, Ending ending) {
        assertThat(scene.requests()).isEmpty();
        assertThat(ending.reasons()).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
        // Where a read has to come first, that is what was attempted.
        assertThat(ending.outcomes().values()).isSubsetOf(DeleteOutcome.FAILED, DeleteOutcome.NOT_ATTEMPTED);
        assertThat(scene.heard().attempted())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.status()).isEmpty())
                .allSatisfy(event -> assertThat(event.attempt()).isLessThanOrEqualTo(ATTEMPTS));
    }

    /** An address that was free a moment ago. */
    static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
