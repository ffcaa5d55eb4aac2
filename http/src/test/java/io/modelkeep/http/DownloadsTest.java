package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable.When;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is fetched byte for byte with nothing but its address, and is at its place whole or not at all. */
class DownloadsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 3_000_003})
    void aFileIsWrittenWhole(int size) {
        byte[] content = Storage.bytes(size);
        try (Storage storage = Storage.start(directory)) {
            Reply<?> reply = storage.enqueue(Storage.file(content)).save(size);
            assertThat(reply.ok()).isTrue();
            assertThat(reply.attempts()).isEqualTo(1);
            assertThat(storage.target).hasBinaryContent(content);
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }

    @Test
    void aFileThatIsThereIsReplaced() throws IOException {
        try (Storage storage = Storage.start(directory)) {
            Files.writeString(storage.target, "an older and longer file");
            assertThat(storage.enqueue(Storage.file(Storage.bytes(7))).save(7).ok())
                    .isTrue();
            assertThat(storage.target).hasBinaryContent(Storage.bytes(7));
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }

    @Test
    void aFileIsWrittenAsItComesAndMovedWhenItIsWhole() throws IOException {
        byte[] content = Storage.bytes(1 << 20);
        try (RawServer slow = new RawServer((head, out) -> {
                    out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n"));
                    out.write(content, 0, content.length / 2);
                    out.flush();
                    // The second half is not sent before the first one is on the disk, and the old file still there.
                    Storage.awaitPart(directory);
                    boolean old =
                            Files.readString(directory.resolve("weights.bin")).equals("old");
                    out.write(content, content.length / 2, old ? content.length / 2 : 0);
                });
                Storage storage = Storage.start(directory, "max-attempts", "1")) {
            Files.writeString(storage.target, "old");
            String url = "http://localhost:" + slow.port() + Storage.SIGNED;
            assertThat(storage.save(url, storage.target, content.length).ok()).isTrue();
            assertThat(storage.target).hasBinaryContent(content);
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }

    @Test
    void aFileWithoutAnAnnouncedLengthIsTaken() {
        byte[] content = Storage.bytes(200_000);
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(content), 1000));
            assertThat(storage.save(content.length).ok()).isTrue();
            assertThat(storage.target).hasBinaryContent(content);
        }
    }

    @Test
    void theAddressIsAskedAsItIsAndNoCredentialGoesAlong() {
        try (Storage storage = Storage.start(directory)) {
            storage.service.enqueue(TestService.answer(200, TestService.OK));
            storage.service.send(When.ALWAYS);
            storage.enqueue(Storage.file(Storage.bytes(3))).save(3);
            RecordedRequest request = storage.takeRequest();
            assertThat(request.getRequestLine()).isEqualTo("GET " + Storage.SIGNED + " HTTP/1.1");
            assertThat(request.getHeaders().names())
                    .containsExactlyInAnyOrder("Host", "User-Agent", "Accept-Encoding", "Connection");
            assertThat(request.getHeaders().toString()).doesNotContain(TestService.KEY);
        }
    }

    @Test
    void noCredentialGoesAlongToTheServiceItself() {
        try (Storage storage = Storage.start(directory)) {
            TestService service = storage.service;
            service.enqueue(TestService.answer(200, TestService.OK));
            service.send(When.ALWAYS);
            assertThat(service.takeRequest().getHeaders().values("Authorization"))
                    .hasSize(1);
            service.enqueue(Storage.file(Storage.bytes(3)).build());
            String own = service.server.url("/v1/items/i1").toString();
            assertThat(storage.save(own, storage.target, 3).ok()).isTrue();
            RecordedRequest request = service.takeRequest();
            assertThat(request.getHeaders().values("Authorization")).isEmpty();
            assertThat(request.getHeaders().toString()).doesNotContain(TestService.KEY);
        }
    }

    @Test
    void unrequestedCompression_isNotInflated() throws IOException {
        Buffer zipped = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8("weights ".repeat(1000));
        }
        byte[] content = zipped.readByteArray();
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(Storage.file(content).addHeader("Content-Encoding", "gzip"));
            assertThat(storage.save(content.length).ok()).isTrue();
            assertThat(storage.target).hasBinaryContent(content);
            assertThat(storage.takeRequest().getHeaders().values("Accept-Encoding"))
                    .containsExactly("identity");
        }
    }

    @Test
    void aFileMayBeLargerThanAnyAnswer() {
        byte[] content = Storage.bytes(100_000);
        try (Storage storage = Storage.start(directory, "max-response-size", "1KiB")) {
            assertThat(storage.enqueue(Storage.file(content))
                            .save(content.length)
                            .ok())
                    .isTrue();
        }
    }

    @Test
    void aSlowFileMayTakeLongerThanARequestAsLongAsItIsNotSilent() {
        try (Storage storage = Storage.start(directory, "request-timeout", "200ms")) {
            storage.enqueue(Storage.file(Storage.bytes(10)).throttleBody(1, 30, TimeUnit.MILLISECONDS));
            long begun = System.nanoTime();
            Reply<?> reply = storage.save(10);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
            assertThat(reply.ok()).isTrue();
        }
    }

    @Test
    void attempt_isReportedWithoutTheAddress() {
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(Storage.file(Storage.bytes(3))).save(3);
            assertThat(storage.service.listener.all(StoreListener.Attempted.class))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.operation()).isEqualTo(Operation.DOWNLOAD_CHECKPOINT);
                        assertThat(event.status()).hasValue(200);
                        assertThat(event.attempt()).isEqualTo(1);
                        assertThat(event.toString()).doesNotContainIgnoringCase("canary");
                    });
        }
    }

    @Test
    void aFileSavedProvesNothingOfTheService() {
        try (Storage storage = Storage.start(directory)) {
            storage.enqueue(Storage.file(Storage.bytes(3))).save(3);
            TestService service = storage.service;
            service.answering(request -> TestService.answer(404, "{\"detail\": \"Not Found\"}"));
            CallContext context = service.begin();
            Reply<?> reply = service.client.send(service.call(When.ALWAYS), context);
            assertThat(reply.maybeRouter()).isTrue();
            assertThat(service.client.failure(reply, context, service.api::all).getClass())
                    .isNotEqualTo(reply.failure().getClass());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileIsFetchedOverTlsFromATrustedServerOnly(boolean trusted) throws IOException {
        HeldCertificate certificate = TlsTest.certificate("localhost");
        HeldCertificate other = TlsTest.certificate("localhost");
        Path pem = directory.resolve("trusted.pem");
        Files.writeString(pem, (trusted ? certificate : other).certificatePem(), StandardCharsets.US_ASCII);
        try (MockWebServer https = TestService.started(TlsTest.server(certificate));
                Storage storage = Storage.start(directory, "trust-store", pem.toString())) {
            https.enqueue(Storage.file(Storage.bytes(3)).build());
            Reply<?> reply = storage.save(https.url("/x").toString(), storage.target, 3);
            assertThat(reply.ok())
                    .as("beside a service on the loopback interface")
                    .isEqualTo(trusted);
            assertThat(https.getRequestCount()).isEqualTo(trusted ? 1 : 0);
            assertThat(Files.exists(storage.target)).isEqualTo(trusted);
        }
    }

    @Test
    void severalFilesAtOnceDoNotMix() {
        try (Storage storage = Storage.start(directory)) {
            storage.server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    byte[] content = new byte[500_000];
                    Arrays.fill(content, (byte) request.getUrl().encodedPath().charAt(1));
                    return Storage.file(content).build();
                }
            });
            List<BackgroundCall<Reply<?>>> calls = "abcdef"
                    .chars()
                    .<BackgroundCall<Reply<?>>>mapToObj(name -> BackgroundCall.start(() -> storage.save(
                            storage.server.url("/" + (char) name).toString(),
                            directory.resolve(String.valueOf((char) name)),
                            500_000)))
                    .toList();
            calls.forEach(call -> assertThat(call.promptly().ok()).isTrue());
            assertThat(storage.names()).containsExactly("a", "b", "c", "d", "e", "f");
            for (String name : storage.names()) {
                byte[] expected = new byte[500_000];
                Arrays.fill(expected, (byte) name.charAt(0));
                assertThat(directory.resolve(name)).hasBinaryContent(expected);
            }
        }
    }
}
