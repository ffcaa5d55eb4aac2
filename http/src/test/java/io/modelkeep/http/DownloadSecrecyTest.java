package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A presigned address works like a credential: neither its path nor its query is told, whatever the storage does. */
class DownloadSecrecyTest {

    @TempDir
    Path directory;

    private static void assertUntold(Storage storage, Reply<?> reply) {
        StoreException failure = reply.failure();
        for (String told : new String[] {
            RecordedEvents.everything(failure),
            RecordedEvents.everything(reply.unknown(failure)),
            RecordedEvents.everything(reply.malformed("x")),
            storage.service.listener.events.toString()
        }) {
            assertThat(told).doesNotContainIgnoringCase("canary").doesNotContain("X-Expires");
        }
    }

    private void assertUntoldOf(RawServer.Script script) throws IOException {
        try (RawServer server = new RawServer(script);
                Storage storage = Storage.start(directory)) {
            String url = "http://localhost:" + server.port() + Storage.SIGNED;
            assertUntold(storage, storage.save(url, storage.target, 10));
            assertThat(server.requests.get()).isPositive();
            assertThat(storage.names()).isEmpty();
        }
    }

    @Test
    void echoOfTheRequest_isRedacted() throws IOException {
        assertUntoldOf((head, out) -> out.write(RawServer.bytes(head)));
    }

    @Test
    void echoInPlaceOfAStatus_isRedacted() throws IOException {
        assertUntoldOf((head, out) -> out.write(RawServer.bytes("HTTP/1.1 " + Storage.SIGNED + "\r\n\r\n")));
    }

    @Test
    void echoInPlaceOfALength_isRedacted() throws IOException {
        assertUntoldOf((head, out) -> out.write(
                RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Storage.SIGNED + "\r\n")));
        assertUntoldOf((head, out) -> out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nabcde\r\n3" + Storage.SIGNED + "\r\nx")));
        assertUntoldOf((head, out) ->
                out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + Storage.SIGNED + "\r\n\r\nabc")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 206, 302, 400, 401, 403, 404, 409, 429, 500, 503})
    void echoInAnAnswer_isRedacted(int status) {
        try (Storage storage = Storage.start(directory)) {
            storage.server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .code(status)
                            .addHeader("x-request-id", "of " + request.getTarget())
                            .addHeader("Location", request.getTarget())
                            .body("{\"detail\": \"" + request.getTarget() + "\"}")
                            .build();
                }
            });
            assertUntold(storage, storage.save(3));
        }
    }

    @Test
    void requestIdOfAStorage_isNotReported() {
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(new MockResponse.Builder().code(403).addHeader("x-request-id", "7f"));
            assertThat(storage.save(3).failure().requestId()).contains("7f");
        }
    }

    @Test
    void refusedOrLostConnection_revealsNoAddress() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (Storage storage = Storage.start(directory)) {
            assertUntold(storage, storage.save("http://127.0.0.1:" + nobody + Storage.SIGNED, storage.target, 3));
            assertUntold(storage, storage.save("https://no-such-host.invalid" + Storage.SIGNED, storage.target, 3));
            for (int i = 0; i < 3; i++) {
                storage.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
            }
            assertUntold(storage, storage.save(3));
        }
    }

    @Test
    void unwritableFile_isReportedWithItsPathOnly() {
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(Storage.file(Storage.bytes(3)));
            Path place = directory.resolve("missing").resolve("weights.bin");
            UncheckedIOException thrown =
                    catchThrowableOfType(UncheckedIOException.class, () -> storage.save(storage.url(), place, 3));
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).doesNotContainIgnoringCase("canary").contains(place.toString());
        }
    }
}
