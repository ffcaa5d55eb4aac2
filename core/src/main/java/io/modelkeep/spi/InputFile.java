package io.modelkeep.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A reader of files that a configuration or a command line names. The size is bounded, and for a pipe also the time. A
 * directory, a socket and a device other than {@code /dev/null} are refused.
 */
public final class InputFile {

    /** The longest time that a pipe may lack a writer. A pipe without a writer may have been mistaken for a file. */
    private static final Duration MAX_OPENING = Duration.ofSeconds(10);

    /** The longest time that the writer of a pipe may take. The writer may be listing the content of a service. */
    private static final Duration MAX_WRITING = Duration.ofMinutes(5);

    private static final Path NOTHING = Path.of("/dev/null");

    /** The bits of a Unix file mode that contain the file type. */
    private static final int KIND = 0xF000;

    private static final int PIPE = 0x1000;

    private InputFile() {}

    /** The failure to read a file. The message is the reason, and is to follow the file's name and a colon. */
    public static class UnreadableException extends IOException {

        private static final long serialVersionUID = 1;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** The failure to read a file that is larger than its bound. */
    public static final class TooLargeException extends UnreadableException {

        private static final long serialVersionUID = 1;

        TooLargeException(int maxBytes) {
            super("it is larger than " + maxBytes + " bytes");
        }
    }

    /**
     * Reads a file or a pipe to its end.
     *
     * @throws UnreadableException the path is not a file or pipe, the content is too large, or a pipe has no writer
     *     that ends in time
     */
    public static byte[] read(Path file, int maxBytes) throws UnreadableException {
        return read(file, maxBytes, MAX_OPENING, MAX_WRITING);
    }

    static byte[] read(Path file, int maxBytes, Duration maxOpening, Duration maxWriting) throws UnreadableException {
        return switch (kind(file)) {
            case FILE -> readNow(file, maxBytes);
            case PIPE -> {
                InputStream in = within(
                        maxOpening,
                        () -> Files.newInputStream(file),
                        "no program has opened the pipe for" + " writing for " + maxOpening.toSeconds()
                                + " s; name a file, or a pipe that is written to");
                yield read(in, maxBytes, maxWriting);
            }
        };
    }

    /**
     * Reads a regular file. A pipe is refused, because the file may be needed again.
     *
     * @throws UnreadableException the path is not a regular file, or the file is too large
     */
    public static byte[] readRegular(Path file, int maxBytes) throws UnreadableException {
        requireRegular(file);
        return readNow(file, maxBytes);
    }

    /**
     * Checks that a path has a type that {@link #readRegular} accepts.
     *
     * @throws UnreadableException the path is not a regular file
     */
    public static void requireRegular(Path file) throws UnreadableException {
        if (kind(file) == Kind.PIPE) {
            throw new UnreadableException("it is a pipe, which can be read only once; name a file");
        }
    }

    /**
     * Reads a stream, such as standard input, to its end and closes it.
     *
     * @throws UnreadableException the content is too large, or does not end in time
     */
    public static byte[] read(InputStream in, int maxBytes) throws UnreadableException {
        return read(in, maxBytes, MAX_WRITING);
    }

    static byte[] read(InputStream in, int maxBytes, Duration maxWriting) throws UnreadableException {
        return within(
                maxWriting,
                () -> bounded(in, maxBytes),
                "its writer has not ended after " + maxWriting.toSeconds()
                        + " s; write to a file first, and name that");
    }

    private enum Kind {
        FILE,
        PIPE
    }

    private static Kind kind(Path file) throws UnreadableException {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            if (about.isDirectory()) {
                throw new UnreadableException("it is a directory; name a file");
            }
            if (about.isRegularFile() || file.toRealPath().equals(NOTHING)) {
                return Kind.FILE;
            }
            if (isPipe(file)) {
                return Kind.PIPE;
            }
            throw new UnreadableException("it is a device or a socket; name a file");
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private static boolean isPipe(Path file) throws IOException {
        // Only on Unix does a pipe have a path.
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((Integer) Files.getAttribute(file, "unix:mode") & KIND) == PIPE;
    }

    private static byte[] readNow(Path file, int maxBytes) throws UnreadableException {
        try {
            return bounded(Files.newInputStream(file), maxBytes);
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private static byte[] bounded(InputStream source, int maxBytes) throws IOException {
        try (InputStream in = source) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new TooLargeException(maxBytes);
            }
            return bytes;
        }
    }

    /**
     * Runs the work on another thread, because an interrupt ends neither opening nor reading a pipe. Late work keeps
     * its thread.
     */
    private static <T> T within(Duration longest, Callable<T> work, String late) throws UnreadableException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "modelkeep-input");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            throw unreadable(why == null ? failed : why);
        } catch (TimeoutException tooLong) {
            throw new UnreadableException(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreadable(new InterruptedIOException("interrupted"));
        }
    }

    private static UnreadableException unreadable(Throwable failure) {
        if (failure instanceof UnreadableException known) {
            return known;
        }
        if (failure instanceof NoSuchFileException) {
            return new UnreadableException("there is no such file");
        }
        if (failure instanceof AccessDeniedException) {
            return new UnreadableException("no permission");
        }
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return new UnreadableException(reason == null ? failure.getClass().getSimpleName() : SafeText.of(reason, 256));
    }
}
