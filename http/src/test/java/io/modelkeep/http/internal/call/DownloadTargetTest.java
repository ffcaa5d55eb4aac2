package io.modelkeep.http.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.http.BackgroundCall;
import io.modelkeep.http.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that were given up and write still neither leave anything nor disturb the one that counts. */
class DownloadTargetTest {

    @TempDir
    Path directory;

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private DownloadTarget destination() {
        return new DownloadTarget(directory.resolve("weights.bin"), 3);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(RawServer.bytes(text));
    }

    /** A body that comes when it is released. */
    private InputStream late(String text) {
        InputStream content = body(text);
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read in pieces");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                reading.countDown();
                await(released);
                return content.read(buffer, offset, length);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Whether the write ended without a failure. */
    private BackgroundCall<Boolean> writing(DownloadTarget destination, String text) {
        BackgroundCall<Boolean> call = BackgroundCall.start(() -> {
            try {
                destination.write(late(text));
                return true;
            } catch (IOException failed) {
                return false;
            }
        });
        await(reading);
        return call;
    }

    @Test
    void theEndRemovesWhatIsBeingWritten() {
        DownloadTarget destination = destination();
        BackgroundCall<Boolean> attempt = writing(destination, "abc");
        assertThat(directory).isNotEmptyDirectory();
        destination.end();
        assertThat(directory).as("at once").isEmptyDirectory();
        released.countDown();
        attempt.promptly();
        assertThat(directory).as("and for good").isEmptyDirectory();
        assertThatThrownBy(destination::publish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterTheEndNothingIsWritten() {
        DownloadTarget destination = destination();
        destination.end();
        assertThatThrownBy(() -> destination.write(body("abc"))).isInstanceOf(IOException.class);
        assertThat(destination.unwritable()).as("that is not the place's fault").isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theEndRemovesAWholeFileThatWasNotPublished() throws IOException {
        DownloadTarget destination = destination();
        destination.write(body("abc"));
        destination.end();
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(destination::publish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFirstWholeFileCounts() throws IOException {
        DownloadTarget destination = destination();
        BackgroundCall<Boolean> givenUp = writing(destination, "old");
        destination.write(body("new"));
        released.countDown();
        assertThat(givenUp.promptly()).isTrue();
        destination.publish();
        destination.end();
        assertThat(directory.resolve("weights.bin")).hasContent("new");
        assertThat(directory.toFile().list()).containsExactly("weights.bin");
    }

    @Test
    void anAttemptThatEndsAfterTheFileIsThereDoesNotTouchIt() throws IOException {
        DownloadTarget destination = destination();
        BackgroundCall<Boolean> givenUp = writing(destination, "longer");
        destination.write(body("new"));
        destination.publish();
        destination.end();
        released.countDown();
        givenUp.promptly();
        assertThat(directory.resolve("weights.bin")).hasContent("new");
        assertThat(directory.toFile().list()).containsExactly("weights.bin");
    }
}
