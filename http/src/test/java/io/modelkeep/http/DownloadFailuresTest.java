package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.StoreListener;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.call.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not the whole file leaves what was there as it was, and is asked for again where that may help. */
class DownloadFailuresTest {

    private static final int SIZE = 100_000;

    @TempDir
    Path directory;

    private static MockResponse.Builder readLong() {
        return Storage.file(Storage.bytes(SIZE));
    }

    /** The first half, and then no connection. */
    private static MockResponse.Builder cutOff() {
        return Storage.file(Storage.bytes(SIZE / 2))
                .setHeader("Content-Length", SIZE)
                .onResponseEnd(new SocketEffect.CloseSocket());
    }

    private static Storage withOld(Path directory, String... settings) {
        Storage storage = Storage.start(directory, settings);
        try {
            Files.writeString(storage.target, "old");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return storage;
    }

    private static void assertUntouched(Storage storage) {
        assertThat(storage.target).hasContent("old");
        assertThat(storage.names()).containsExactly("weights.bin");
    }

    private static void assertCounted(Storage storage, Reply<?> reply, int attempts) {
        assertThat(reply.attempts()).isEqualTo(attempts);
        assertThat(storage.server.getRequestCount()).isEqualTo(attempts);
        assertThat(storage.service.listener.all(StoreListener.Attempted.class))
                .extracting(StoreListener.Attempted::attempt)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, attempts).boxed().toList());
        assertThat(storage.service.listener.all(StoreListener.Retrying.class)).hasSize(attempts - 1);
        assertThat(storage.service.timeSource.sleeps).hasSize(attempts - 1);
    }

    @Test
    void aFileThatIsCutOffIsFetchedAgain() {
        try (Storage storage = withOld(directory)) {
            Reply<?> reply = storage.enqueue(cutOff(), cutOff(), readLong()).save(SIZE);
            assertThat(reply.ok()).isTrue();
            assertCounted(storage, reply, 3);
            assertThat(storage.target).hasBinaryContent(Storage.bytes(SIZE));
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }

    @Test
    void aFileThatIsCutOffEachTimeIsGivenUp() {
        try (Storage storage = withOld(directory)) {
            Reply<?> reply = storage.enqueue(cutOff(), cutOff(), cutOff()).save(SIZE);
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(reply.isTransient()).isTrue();
            assertCounted(storage, reply, 3);
            assertUntouched(storage);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "99999,100000", "100001,100000", "65536,65537", "65537,65536", "1000000,1"})
    void aFileOfAnotherSizeIsRefusedAndNotAskedForAgain(int sent, int announced) {
        try (Storage storage = withOld(directory)) {
            Reply<?> reply = storage.enqueue(Storage.file(Storage.bytes(sent))).save(announced);
            assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
            assertThat(reply.isTransient()).isFalse();
            assertCounted(storage, reply, 1);
            assertUntouched(storage);
        }
    }

    @Test
    void anEndlessFileIsLeftSoon() throws IOException {
        byte[] chunk = RawServer.bytes("4000\r\n" + " ".repeat(0x4000) + "\r\n");
        try (RawServer endless = new RawServer((head, out) -> {
                    out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
                    while (true) {
                        out.write(chunk);
                    }
                });
                Storage storage = withOld(directory)) {
            Reply<?> reply = storage.save("http://localhost:" + endless.port() + Storage.SIGNED, storage.target, SIZE);
            assertThat(reply.failure()).isInstanceOf(MalformedResponseException.class);
            assertThat(endless.requests).hasValue(1);
            assertUntouched(storage);
        }
    }

    static List<Arguments> statuses() {
        return List.of(
                Arguments.of(202, 1, MalformedResponseException.class),
                Arguments.of(204, 1, MalformedResponseException.class),
                Arguments.of(206, 1, MalformedResponseException.class),
                Arguments.of(400, 1, InvalidRequestException.class),
                Arguments.of(401, 1, AuthenticationException.class),
                Arguments.of(403, 1, PermissionDeniedException.class),
                Arguments.of(416, 1, InvalidRequestException.class),
                Arguments.of(429, 3, RateLimitedException.class),
                Arguments.of(500, 3, UnavailableException.class),
                Arguments.of(503, 3, UnavailableException.class));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void anAnswerThatIsNoFileIsNotSaved(int status, int attempts, Class<? extends StoreException> type) {
        try (Storage storage = withOld(directory)) {
            MockResponse.Builder answer = new MockResponse.Builder().code(status);
            if (status != 204) {
                answer.body("x".repeat(SIZE));
            }
            Reply<?> reply = storage.enqueue(answer, answer, answer).save(SIZE);
            assertThat(reply.failure()).isInstanceOf(type);
            assertThat(reply.failure().statusCode()).hasValue(status);
            assertCounted(storage, reply, attempts);
            assertUntouched(storage);
        }
    }

    @Test
    void aBusyStorageIsGivenTheTimeItAsksFor() {
        try (Storage storage = withOld(directory)) {
            MockResponse.Builder busy = new MockResponse.Builder().code(503).addHeader("Retry-After", "7");
            assertThat(storage.enqueue(busy, readLong()).save(SIZE).ok()).isTrue();
            assertThat(storage.service.timeSource.sleeps).containsExactly(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (MockWebServer other = TestService.started(new MockWebServer());
                Storage storage = withOld(directory)) {
            for (String place : List.of(other.url("/").toString(), "/elsewhere")) {
                storage.enqueue(readLong().code(status).setHeader("Location", place));
                assertThat(storage.save(SIZE).failure()).isInstanceOf(MalformedResponseException.class);
            }
            assertThat(other.getRequestCount()).isZero();
            assertThat(storage.server.getRequestCount()).isEqualTo(2);
            assertUntouched(storage);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing/weights.bin", "file/weights.bin"})
    void aPlaceThatCannotBeWrittenEndsItAtOnce(String place) throws IOException {
        try (Storage storage = Storage.start(directory)) {
            Files.writeString(directory.resolve("file"), "no directory");
            storage.enqueue(readLong(), readLong());
            assertThatThrownBy(() -> storage.save(storage.url(), directory.resolve(place), SIZE))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(storage.server.getRequestCount()).isEqualTo(1);
            assertThat(storage.service.timeSource.sleeps).isEmpty();
            assertThat(storage.names()).containsExactly("file");
        }
    }

    @Test
    void aPlaceTakenByADirectoryIsNotReplaced() throws IOException {
        try (Storage storage = Storage.start(directory)) {
            Files.createDirectory(storage.target);
            Files.writeString(storage.target.resolve("inside"), "kept");
            storage.enqueue(readLong(), readLong());
            assertThatThrownBy(() -> storage.save(SIZE)).isInstanceOf(UncheckedIOException.class);
            assertThat(storage.server.getRequestCount()).isEqualTo(1);
            assertThat(storage.target.resolve("inside")).hasContent("kept");
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }
}
