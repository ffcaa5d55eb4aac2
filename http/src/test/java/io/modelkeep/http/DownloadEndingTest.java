package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.call.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a download ends, it ends promptly, and no part of the file is left when it has ended or later. */
class DownloadEndingTest {

    private static final int SIZE = 200_000;

    @TempDir
    Path directory;

    /** Half the file, and then nothing. */
    private static MockResponse.Builder stalled() {
        return Storage.file(Storage.bytes(SIZE)).onResponseBody(SocketEffect.Stall.INSTANCE);
    }

    private static MockResponse.Builder silent() {
        return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE);
    }

    private static MockResponse.Builder readLong() {
        return Storage.file(Storage.bytes(SIZE));
    }

    @Test
    void anInterruptEndsIt() {
        try (Storage storage = Storage.start(directory, TestService.config())) {
            BackgroundCall<Reply<?>> call =
                    BackgroundCall.start(() -> storage.enqueue(stalled()).save(SIZE));
            storage.awaitPart();
            call.interrupt();
            assertThat(call.promptly().failure()).isInstanceOf(CancelledException.class);
            assertThat(storage.names()).isEmpty();
            assertThat(call.interruptKept()).isTrue();
            assertThat(call.promptly().aborted()).isTrue();
            assertThat(storage.server.getRequestCount()).isEqualTo(1);
        }
        EndingTest.awaitNoThreads();
        assertThat(directory).as("after the attempt noticed, too").isEmptyDirectory();
    }

    @Test
    void closingTheClientEndsIt() {
        try (Storage storage = Storage.start(directory, TestService.config())) {
            BackgroundCall<Reply<?>> call =
                    BackgroundCall.start(() -> storage.enqueue(stalled()).save(SIZE));
            storage.awaitPart();
            storage.service.client.close();
            assertThat(call.promptly().failure()).isInstanceOf(CancelledException.class);
            assertThat(storage.names()).isEmpty();
        }
        EndingTest.awaitNoThreads();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void afterClosingNothingIsAsked() {
        try (Storage storage = Storage.start(directory)) {
            storage.service.client.close();
            assertThat(storage.enqueue(readLong()).save(SIZE).failure()).isInstanceOf(CancelledException.class);
            assertThat(storage.server.getRequestCount()).isZero();
            assertThat(storage.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceEndsAnAttemptAndTheNextOneMayWork(boolean withinTheBody) {
        try (Storage storage = Storage.start(directory, "request-timeout", "200ms")) {
            storage.enqueue(withinTheBody ? stalled() : silent(), readLong());
            long begun = System.nanoTime();
            Reply<?> reply = storage.save(SIZE);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isBetween(150L, 5000L);
            assertThat(reply.ok()).isTrue();
            assertThat(reply.attempts()).isEqualTo(2);
            assertThat(storage.target).hasBinaryContent(Storage.bytes(SIZE));
            assertThat(storage.names()).containsExactly("weights.bin");
        }
    }

    @Test
    void theTimeOfOneFileBoundsItAllTogether() {
        try (Storage storage = Storage.start(directory, "max-attempts", "10").within(Duration.ofMillis(200))) {
            storage.enqueue(stalled(), stalled());
            Reply<?> reply = BackgroundCall.start(() -> storage.save(SIZE)).promptly();
            assertThat(reply.failure()).isInstanceOf(UnavailableException.class);
            assertThat(reply.aborted()).isTrue();
            assertThat(storage.names()).isEmpty();
            assertThat(storage.server.getRequestCount()).isEqualTo(1);
        }
        EndingTest.awaitNoThreads();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theTimeOfAPageDoesNotBoundAFile() {
        try (Storage storage = Storage.start(directory, "call-timeout", "1ms")) {
            storage.enqueue(readLong().throttleBody(SIZE / 4, 10, TimeUnit.MILLISECONDS));
            assertThat(storage.save(SIZE).ok()).isTrue();
        }
    }
}
