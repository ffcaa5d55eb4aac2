package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class InputFileTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @Test
    void aFileUpToTheBoundIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        assertThat(InputFile.read(file, 5)).asString().isEqualTo("12345");
        assertThat(InputFile.readRegular(file, 5)).asString().isEqualTo("12345");
        assertThatThrownBy(() -> InputFile.read(file, 4))
                .isInstanceOf(InputFile.TooLargeException.class)
                .hasMessage("it is larger than 4 bytes");
        assertThatThrownBy(() -> InputFile.readRegular(file, 4)).isInstanceOf(InputFile.TooLargeException.class);
        assertThatThrownBy(() -> InputFile.read(folder.resolve("none"), 5))
                .isInstanceOf(InputFile.UnreadableException.class)
                .hasMessage("there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/urandom", "/dev"})
    void endlessFile_isRefused(String path) {
        assumeTrue(Files.exists(Path.of(path)), "no such device");
        for (InputFileReading reading : InputFileReading.values()) {
            assertThatThrownBy(() -> reading.read(Path.of(path)))
                    .isInstanceOf(InputFile.UnreadableException.class)
                    .hasMessageStartingWith("it is a d")
                    .hasMessageEndingWith("; name a file");
        }
    }

    @Test
    void theNullDeviceIsAnEmptyFile() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no such device");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
        assertThat(InputFile.read(link, 5)).isEmpty();
        assertThat(InputFile.readRegular(link, 5)).isEmpty();
        Files.delete(link);
    }

    @Test
    void aPipeIsReadToItsEndAndOnlyUpToTheBound() throws Exception {
        Path pipe = pipe();
        for (int size : new int[] {5, 6, 1_000_000}) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, "x".repeat(size)));
            if (size == 5) {
                assertThat(InputFile.read(pipe, 5, LONG, LONG)).asString().isEqualTo("xxxxx");
            } else {
                assertThatThrownBy(() -> InputFile.read(pipe, 5, LONG, LONG))
                        .isInstanceOf(InputFile.TooLargeException.class);
            }
            writer.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPipeThatIsNeededTwiceIsRefused() throws Exception {
        Path pipe = pipe();
        assertThatThrownBy(() -> InputFile.readRegular(pipe, 5)).hasMessageContaining("it is a pipe");
        assertThatThrownBy(() -> InputFile.requireRegular(pipe)).hasMessageContaining("it is a pipe");
    }

    @Test
    void aPipeThatNothingWritesToEndsInAnError() throws Exception {
        Path pipe = pipe();
        assertThatThrownBy(() -> InputFile.read(pipe, 5, SHORT, LONG))
                .isInstanceOf(InputFile.UnreadableException.class)
                .hasMessageContaining("no program has opened the pipe for writing");
        // Lets the thread that still waits end.
        write(pipe, "");
    }

    @Test
    void aWriterThatDoesNotEndEndsInAnError() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(writer)) {
            writer.write('x');
            assertThatThrownBy(() -> InputFile.read(silent, 5, SHORT))
                    .isInstanceOf(InputFile.UnreadableException.class)
                    .hasMessageContaining("its writer has not ended");
        }
    }

    @Test
    void anInterruptEndsItAndStays() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(writer)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> InputFile.read(silent, 5)).hasMessage("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private enum InputFileReading {
        ANY,
        REGULAR;

        byte[] read(Path file) throws IOException {
            return this == ANY ? InputFile.read(file, 5) : InputFile.readRegular(file, 5);
        }
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        try {
            Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
            assumeTrue(made.waitFor(20, TimeUnit.SECONDS) && made.exitValue() == 0, "no pipe can be made");
        } catch (IOException noCommand) {
            assumeTrue(false, "no mkfifo");
        }
        return pipe;
    }

    private static void write(Path pipe, String text) {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException readNoFurther) {
            assertThat(readNoFurther).hasMessageContaining("Broken pipe");
        }
    }
}
