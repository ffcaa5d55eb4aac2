package io.modelkeep.integration.openapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of <a href="https://stoplight.io/open-source/prism">Prism</a>, a mock server that shares no code with us: it
 * checks requests against an OpenAPI document, and answers with the document's examples.
 */
final class Prism implements AutoCloseable {

    /** The newest version that runs on Node 20. */
    private static final String PACKAGE = "@stoplight/prism-cli@5.14.2";

    /** The package has to be fetched the first time. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int CONNECT_MILLIS = 1000;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Process process;
    private final InetSocketAddress address;
    private final Path log;

    private Prism(Process process, InetSocketAddress address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts one for the service of a provider, and returns when it listens.
     *
     * @throws IllegalStateException if it does not; the message holds what was printed
     */
    static Prism mock(String provider) throws IOException, InterruptedException {
        Path document = file(provider);
        Path log = Files.createTempFile("prism-" + provider, ".log");
        InetSocketAddress address = freeAddress();
        List<String> command = List.of(
                "npx",
                "--yes",
                PACKAGE,
                "mock",
                "--host",
                address.getAddress().getHostAddress(),
                "--port",
                Integer.toString(address.getPort()),
                // Answers of its own to requests it finds fault with, even where the document has none.
                "--errors",
                document.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Prism prism = new Prism(process, address, log);
        try {
            prism.awaitStart();
        } catch (InterruptedException | RuntimeException e) {
            prism.close();
            throw e;
        }
        return prism;
    }

    private static Path file(String provider) {
        try {
            return Path.of(ApiDocument.location(provider).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Free now, and the system does not give it out again soon. */
    private static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }

    private void awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!listens()) {
            if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(PACKAGE + " could not be fetched or started by npx:\n" + printed());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        PACKAGE + " does not listen after " + LONGEST_START + ":\n" + printed());
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "what it printed cannot be read: " + e.getMessage();
        }
    }

    URI url() {
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Ends npx and what it started. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle each : all) {
            try {
                each.onExit()
                        .orTimeout(LONGEST_END.toSeconds(), TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException late) {
                each.destroyForcibly();
            }
        }
        Files.deleteIfExists(log);
    }
}
