package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.network.Http1Relay;
import io.modelkeep.testkit.internal.network.Relay;
import io.modelkeep.testkit.internal.network.RelayTls;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.Folder;
import io.modelkeep.testkit.internal.support.NotApplicable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row F3: a server without an accepted certificate or protocol receives no request, and there is no retry. */
public final class TlsFaults {

    private static final byte HANDSHAKE = 22;
    private static final byte SERVER_HELLO = 2;
    private static final short TLS_1_1 = 0x0302;
    private static final short ECDHE_ECDSA_AES_128_CBC_SHA = (short) 0xC009;

    private static final String PROVES = "the server's TLS certificate is accepted";

    private TlsFaults() {}

    /** A way to start a relay. */
    private interface Listening {
        Relay begin(ContractContext context) throws IOException;
    }

    public static List<Clause> all() {
        Map<String, Listening> forms = new LinkedHashMap<>();
        forms.put("not trusted", context -> relay(context, RelayTls.TRUSTED));
        forms.put("another host's certificate", context -> relay(context, RelayTls.ELSEWHERE));
        forms.put("an expired certificate", context -> relay(context, RelayTls.EXPIRED));
        forms.put("an old protocol", context -> Relay.named(TlsFaults::oldProtocol));
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            forms.forEach((form, listening) -> clauses.add(clause(
                            operation,
                            "the server's TLS certificate or protocol is not accepted (" + form + ")",
                            context -> turnedDown(context, operation, listening, !form.equals("not trusted")))
                    .ends(ConnectFaults.NOTHING_SENT)));
            // Downloads are excluded, because files come from separate addresses, and a TLS download starts with a TLS
            // list.
            if (operation != Operation.DOWNLOAD_CHECKPOINT) {
                clauses.add(clause(operation, PROVES, context -> spokenTo(context, operation))
                        .ends("DELETED (1)"));
            }
        }
        clauses.addAll(NotApplicable.byFiles("F3", PROVES));
        return clauses;
    }

    private static Clause clause(Operation operation, String about, Clause.Proof proof) {
        return Clause.of("F3", operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire()
                .when("an HTTP/1.1 address", fixture -> address(fixture).isPresent());
    }

    static Optional<URI> address(StoreFixture fixture) {
        return fixture.wire().flatMap(FaultFixture::address);
    }

    private static Relay relay(ContractContext context, RelayTls certificate) throws IOException {
        return Relay.tls(
                certificate.listening(),
                new Http1Relay(address(context.fixture()).orElseThrow()));
    }

    private static void turnedDown(ContractContext context, Operation operation, Listening listening, boolean trusting)
            throws IOException {
        try (Relay relay = listening.begin(context)) {
            FaultTrial trial = FaultTrial.of(operation, context.fixture());
            CallResult ending = run(context, relay, trial, trusting);
            trial.checkTruth(ending);
            ConnectFaults.nothingSent(context, ending);
            assertThat(ending.reasons()).noneMatch(StoreException::retryable);
            assertThat(context.listener().attempted()).hasSize(1);
            assertThat(relay.connections()).isEqualTo(1);
        }
    }

    private static void spokenTo(ContractContext context, Operation operation) throws IOException {
        try (Relay relay = relay(context, RelayTls.TRUSTED)) {
            FaultTrial trial = FaultTrial.of(operation, context.fixture());
            CallResult ending = run(context, relay, trial, true);
            FaultRow.checkOneOf(FaultRow.healthy(operation), context.fixture(), operation, ending, context.requests());
            trial.checkTruth(ending);
            assertThat(context.listener().attempted()).hasSameSizeAs(context.requests());
        }
    }

    private static CallResult run(ContractContext context, Relay relay, FaultTrial trial, boolean trusting) {
        try (Folder folder = Folder.fresh()) {
            Map<String, String> settings = new HashMap<>(relay.instead(context.fixture()));
            if (trusting) {
                folder.put("authority.pem", RelayTls.authority());
                settings.put(
                        "trust-store", folder.path().resolve("authority.pem").toString());
            }
            return trial.run(context.openMore(context.config(settings).build()));
        }
    }

    /**
     * Selects TLS 1.1, whatever the client offered, and then waits. The JDK no longer provides such a server. A client
     * that accepts the protocol waits for the certificate.
     */
    private static void oldProtocol(Socket client) throws IOException {
        ByteBuffer hello = ByteBuffer.allocate(47);
        hello.put(HANDSHAKE).putShort(TLS_1_1).putShort((short) 42);
        hello.put(SERVER_HELLO).put((byte) 0).putShort((short) 38);
        hello.putShort(TLS_1_1).put(new byte[32]).put((byte) 0);
        hello.putShort(ECDHE_ECDSA_AES_128_CBC_SHA).put((byte) 0);
        client.getOutputStream().write(hello.array());
        while (client.getInputStream().read() >= 0) {}
    }
}
