package io.modelkeep.testkit.internal.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.PlainCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The row S21: every request goes through the configured proxy. */
final class ProxyRows {

    private ProxyRows() {}

    static List<Clause> all() {
        return List.of(Clause.of(
                        "S21", "call: every request goes through the configured proxy", ProxyRows::everyRequest)
                .onTheWire()
                .when(
                        "an HTTP/1.1 address",
                        fixture -> fixture.wire().flatMap(FaultFixture::address).isPresent()));
    }

    private static void everyRequest(ContractContext context) throws IOException {
        Function<ModelkeepClient, Object> call = PlainCall.prepared(context);
        int before = context.requests().size();
        try (Proxy proxy = Proxy.open()) {
            ModelkeepClient stores = context.openMore(context.config(
                            Map.of(CommonKeys.PROXY.name(), proxy.address(), CommonKeys.MAX_ATTEMPTS.name(), "2"))
                    .build());
            assertThat(PlainCall.failure(() -> call.apply(stores)))
                    .as("a call through a proxy that answers 502")
                    .isPresent();
            String authority = context.wire().address().orElseThrow().getRawAuthority();
            assertThat(proxy.seen())
                    .as("the request lines received by the proxy")
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(authority));
        }
        assertThat(context.requests()).as("requests that bypassed the proxy").hasSize(before);
    }

    /** A proxy that answers 502 to every request and records the request lines. */
    private static final class Proxy implements AutoCloseable {

        private static final byte[] ANSWER =
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);

        private final ServerSocket socket;
        private final List<String> seen = new CopyOnWriteArrayList<>();

        private Proxy(ServerSocket socket) {
            this.socket = socket;
        }

        static Proxy open() throws IOException {
            Proxy proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(proxy::serve, "contract-proxy");
            thread.setDaemon(true);
            thread.start();
            return proxy;
        }

        String address() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        List<String> seen() {
            return List.copyOf(seen);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    answer(client);
                } catch (IOException ended) {
                    // the client disconnected, or the test has ended
                }
            }
        }

        private void answer(Socket client) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line != null) {
                seen.add(line);
                for (String header = line; header != null && !header.isEmpty(); header = in.readLine()) {
                    // skip the remaining headers
                }
                client.getOutputStream().write(ANSWER);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
