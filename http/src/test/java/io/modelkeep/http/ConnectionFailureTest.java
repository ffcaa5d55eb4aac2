package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.TestApi.Item;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No connection is not the same as a lost one: only the second leaves open whether a deletion was carried out. */
class ConnectionFailureTest {

    private static final RecordingListener NONE = new RecordingListener();

    private static Reply<Item> send(URI url, StoreConfig.Builder config, When rule) {
        try (ServiceClient client = TestService.client(url, config.build())) {
            return client.send(
                    TestService.call(client.endpoints(TestApi.class), rule), client.begin(Operation.GET_MODEL, "m1"));
        }
    }

    private static StoreConfig.Builder quick(RecordingListener listener, String... settings) {
        return TestService.config(settings).timeSource(new RecordingSleeper()).listener(listener);
    }

    private static URI nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aRefusedConnectionIsTriedAgainUnlessNeverAndLeavesNothingInDoubt(When rule) throws IOException {
        RecordingListener listener = new RecordingListener();
        Reply<Item> reply = send(nobodyListens(), quick(listener), rule);
        assertThat(reply.attempts()).isEqualTo(rule == When.NEVER ? 1 : 3);
        assertThat(listener.all(StoreListener.Attempted.class)).hasSize(reply.attempts());
        assertThat(reply.mayBeApplied()).isFalse();
        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.failure()).isInstanceOf(UnavailableException.class).hasCauseInstanceOf(IOException.class);
        assertThat(reply.failure().statusCode()).isEmpty();
        assertThat(reply.failure().retryable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void anUnknownHostLeavesNothingInDoubt(When rule) {
        Reply<Item> reply = send(URI.create("http://no-such-host.invalid/v1"), quick(NONE, "max-attempts", "2"), rule);
        assertThat(reply.attempts()).isEqualTo(rule == When.NEVER ? 1 : 2);
        assertThat(reply.mayBeApplied()).isFalse();
        assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aHandshakeThatNeverEndsStopsAtTheRequestTimeoutAndLeavesNothingInDoubt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://localhost:" + silent.getLocalPort() + "/v1");
            Reply<Item> reply =
                    send(url, quick(NONE, "request-timeout", "200ms", "max-attempts", "2"), When.IF_NOT_APPLIED);
            assertThat(reply.attempts()).isEqualTo(2);
            assertThat(reply.mayBeApplied()).isFalse();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aConnectionCutBeforeTheRequestWasReadLeavesItInDoubt(When rule) {
        try (TestService service = TestService.start()) {
            for (int i = 0; i < 4; i++) {
                service.enqueue(new MockResponse.Builder()
                        .onRequestStart(new SocketEffect.CloseSocket())
                        .build());
            }
            Reply<Item> reply = service.send(rule);
            assertThat(reply.attempts()).isEqualTo(rule == When.ALWAYS ? 3 : 1);
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.isTransient()).isTrue();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(service.listener.all(StoreListener.Attempted.class)).hasSize(reply.attempts());
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aConnectionCutAfterTheRequestWasReadLeavesItInDoubt(When rule) {
        try (TestService service = TestService.start()) {
            service.answering(request -> new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
            Reply<Item> reply = service.send(rule);
            assertThat(reply.attempts()).isEqualTo(rule == When.ALWAYS ? 3 : 1);
            assertThat(service.server.getRequestCount()).isEqualTo(reply.attempts());
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aSuccessWhoseBodyIsCutLeavesItInDoubt(When rule) {
        try (TestService service = TestService.start()) {
            service.answering(request -> new MockResponse.Builder()
                    .setHeader("Content-Length", 4000)
                    .body("{\"count\": 1,")
                    .setHeader("Content-Length", 4000)
                    .onResponseEnd(new SocketEffect.CloseSocket())
                    .build());
            Reply<Item> reply = service.send(rule);
            assertThat(reply.attempts()).isEqualTo(rule == When.ALWAYS ? 3 : 1);
            assertThat(service.server.getRequestCount()).isEqualTo(reply.attempts());
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void anAnswerThatIsNoHttpLeavesItInDoubt() throws IOException {
        try (RawServer server = new RawServer((head, out) -> out.write(RawServer.bytes("SSH-2.0-OpenSSH_9\r\n")))) {
            Reply<Item> reply = send(server.url(), quick(NONE), When.IF_NOT_APPLIED);
            assertThat(reply.mayBeApplied()).isTrue();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void lostAnswer_isAmbiguous_afterTheServerStoppedListening() throws IOException {
        RecordingListener listener = new RecordingListener();
        RawServer[] server = new RawServer[1];
        server[0] = new RawServer((head, out) -> server[0].close());
        Reply<Item> reply = send(server[0].url(), quick(listener), When.ALWAYS);
        assertThat(reply.attempts()).isEqualTo(3);
        assertThat(server[0].requests).hasValue(1);
        assertThat(reply.failure().getMessage()).contains("cannot connect");
        assertThat(reply.mayBeApplied()).as("sticky").isTrue();
    }
}
