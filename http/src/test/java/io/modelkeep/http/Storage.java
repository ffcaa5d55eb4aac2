package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.http.call.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A service, a storage beside it that knows nothing of it, and a place for one file. */
final class Storage implements AutoCloseable {

    /** A path and a query that work like a credential; each part of them holds the word canary. */
    static final String SIGNED = "/bucket/canary-weights.bin?X-Canary-Signature=s1gn-canary%2F77&X-Expires=canary60";

    final MockWebServer server = TestService.started(new MockWebServer());
    final TestService service;
    final Path directory;
    final Path target;
    private Downloads downloads;

    Storage(Path directory, TestService service) {
        this.directory = directory;
        this.target = directory.resolve("weights.bin");
        this.service = service;
        this.downloads = service.client.downloads(Duration.ofSeconds(30));
    }

    static Storage start(Path directory, String... settings) {
        return new Storage(directory, TestService.start(settings));
    }

    /** With the real sleeper, where waits must be real. */
    static Storage start(Path directory, StoreConfig.Builder config) {
        return new Storage(directory, TestService.start(config));
    }

    /** Bounds the time of one file. */
    Storage within(Duration longest) {
        this.downloads = service.client.downloads(longest);
        return this;
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    /** The file, sent as it should be. */
    static MockResponse.Builder file(byte[] content) {
        return new MockResponse.Builder().body(new Buffer().write(content));
    }

    Storage enqueue(MockResponse.Builder... answers) {
        for (MockResponse.Builder answer : answers) {
            server.enqueue(answer.build());
        }
        return this;
    }

    String url() {
        return server.url("/") + SIGNED.substring(1);
    }

    Reply<?> save(String url, Path place, long size) {
        return downloads.save(url, place, size, downloads.begin(Operation.DOWNLOAD_CHECKPOINT, "c1"));
    }

    Reply<?> save(long size) {
        return save(url(), target, size);
    }

    RecordedRequest takeRequest() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            assertThat(request).as("a request to the storage").isNotNull();
            return request;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The names of all that is in the directory. */
    List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until an attempt has written bytes, before it is whole. */
    void awaitPart() {
        awaitPart(directory);
    }

    static void awaitPart(Path directory) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!hasPart(directory)) {
            assertThat(System.nanoTime()).as("nothing is written").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static boolean hasPart(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .anyMatch(file -> file.toFile().length() > 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        service.close();
        server.close();
    }
}
