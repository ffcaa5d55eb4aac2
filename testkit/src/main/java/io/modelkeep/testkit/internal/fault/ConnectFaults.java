package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.testkit.internal.network.Relay;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Settings;
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

/** The rows F2 and F4: no connection is established. No request was sent, so no outcome is ambiguous. */
public final class ConnectFaults {

    /** The ending of a deletion of which no request was sent. */
    static final String NOTHING_SENT = "FAILED, or NOT_ATTEMPTED if a read comes first (0)";

    private static final String STALL = "100ms";
    /** The attempts that a call makes by default. */
    private static final int ATTEMPTS = 3;
    /** Longer than several short timeouts take on a slow machine, and shorter than the default timeouts. */
    private static final Duration FAR_LONGER = Duration.ofSeconds(9);

    private ConnectFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            clauses.add(clause("F2", operation, "the connection is refused", ConnectFaults::refused));
            clauses.add(clause("F2", operation, "the host name cannot be resolved", ConnectFaults::unknown));
            clauses.add(clause("F4", operation, "the connection is not established", ConnectFaults::unanswered));
            clauses.add(clause("F4", operation, "the connection is not established (TLS)", ConnectFaults::silent));
        }
        return clauses;
    }

    /** A call by a client that is directed to an unusable address. */
    private interface Play {
        void on(ContractContext context, Operation operation) throws IOException;
    }

    private static Clause clause(String id, Operation operation, String about, Play play) {
        return Clause.of(id, operation.label() + ": " + about, context -> play.on(context, operation))
                .needs(FaultTrial.capability(operation))
                .when("a base URL", fixture -> !Settings.of(fixture).baseUrls().isEmpty())
                .onTheWire()
                .ends(NOTHING_SENT);
    }

    private static void refused(ContractContext context, Operation operation) throws IOException {
        prove(context, operation, nobody(), Map.of());
    }

    private static void unknown(ContractContext context, Operation operation) {
        prove(context, operation, URI.create("https://no-such-host.invalid"), Map.of());
    }

    /**
     * Fills the queue of pending connections of a server that accepts none, so that further connections get no answer.
     */
    private static void unanswered(ContractContext context, Operation operation) throws IOException {
        Deque<Socket> waiting = new ArrayDeque<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (connects(waiting, full)) {
                assertThat(waiting)
                        .as("pending connections that are never accepted")
                        .hasSizeLessThan(100);
            }
            stall(context, operation, URI.create("http://127.0.0.1:" + full.getLocalPort()), "connect-timeout");
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

    /** Connects to a server that never continues the TLS handshake. */
    private static void silent(ContractContext context, Operation operation) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            stall(context, operation, URI.create("https://127.0.0.1:" + silent.getLocalPort()), "request-timeout");
        }
    }

    private static void stall(ContractContext context, Operation operation, URI origin, String timeout) {
        long begun = System.nanoTime();
        prove(context, operation, origin, Map.of(timeout, STALL, "max-attempts", "2"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(FAR_LONGER);
        assertThat(context.listener().attempted()).noneMatch(event -> event.attempt() > 2);
    }

    private static void prove(ContractContext context, Operation operation, URI origin, Map<String, String> more) {
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Relay.instead(context.fixture(), origin));
        CallResult ending = trial.run(context.openMore(context.config(settings).build()));
        trial.checkTruth(ending);
        nothingSent(context, ending);
    }

    /** Checks that no attempt reached the server or may have reached it. */
    static void nothingSent(ContractContext context, CallResult ending) {
        assertThat(context.requests()).isEmpty();
        assertThat(ending.reasons()).isNotEmpty().hasOnlyElementsOfType(UnavailableException.class);
        // If a read has to come first, only that read was attempted, and the deletion is NOT_ATTEMPTED.
        assertThat(ending.outcomes().values()).isSubsetOf(DeleteOutcome.FAILED, DeleteOutcome.NOT_ATTEMPTED);
        assertThat(context.listener().attempted())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.status()).isEmpty())
                .allSatisfy(event -> assertThat(event.attempt()).isLessThanOrEqualTo(ATTEMPTS));
    }

    /** Returns an address that nothing listens on: its port was free a moment ago. */
    public static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
