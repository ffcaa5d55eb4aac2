package io.modelkeep.http.internal.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The destination of one download. Each attempt writes a separate file next to the target, because an abandoned attempt
 * may still be writing. Thread-safe.
 */
public final class DownloadTarget {

    private final Path target;
    private final long sizeBytes;
    private final Set<Path> parts = new HashSet<>();
    private @Nullable Path whole;
    private @Nullable IOException unwritable;
    private boolean ended;

    public DownloadTarget(Path target, long sizeBytes) {
        this.target = target;
        this.sizeBytes = sizeBytes;
    }

    /** The received file does not have the announced size. */
    public static final class WrongSizeException extends IOException {

        private static final long serialVersionUID = 1;

        WrongSizeException(long announced, String sent) {
            super("the file was announced with " + announced + " bytes, and has " + sent);
        }
    }

    /** The local file cannot be written. A retry would fail again. */
    public static final class UnwritableException extends IOException {

        private static final long serialVersionUID = 1;

        UnwritableException(IOException cause) {
            super("the file cannot be written", cause);
        }
    }

    /**
     * Writes a body to a separate file, and keeps this file if it has the announced size.
     *
     * @throws IOException the body was cut off or has another size, or the file cannot be written
     */
    public void write(InputStream body) throws IOException {
        Path part = begin();
        boolean taken = false;
        try {
            copy(body, part);
            taken = take(part);
        } finally {
            if (!taken) {
                remove(part);
            }
        }
    }

    private synchronized Path begin() throws IOException {
        if (ended) {
            throw new IOException("the download has ended");
        }
        // A temporary file made by the system would be readable by its owner alone, even after it is moved to the
        // target.
        Path part = local(() -> Files.createFile(directory().resolve(".modelkeep-" + UUID.randomUUID() + ".part")));
        parts.add(part);
        return part;
    }

    private synchronized void remove(Path part) throws IOException {
        if (parts.remove(part)) {
            Files.deleteIfExists(part);
        }
    }

    private void copy(InputStream body, Path part) throws IOException {
        long written = 0;
        byte[] buffer = new byte[64 * 1024];
        // The file is not created here, because a file that end() removed must not reappear.
        try (OutputStream file = local(() -> Files.newOutputStream(part, StandardOpenOption.WRITE))) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                written += read;
                if (written > sizeBytes) {
                    throw new WrongSizeException(sizeBytes, "more");
                }
                int length = read;
                local(() -> {
                    file.write(buffer, 0, length);
                    return file;
                });
            }
        }
        if (written < sizeBytes) {
            throw new WrongSizeException(sizeBytes, written + " bytes");
        }
    }

    private synchronized boolean take(Path part) {
        if (ended || whole != null) {
            return false;
        }
        whole = part;
        return true;
    }

    /** Runs work on the local file. Its failures are kept apart from those of the network. */
    private <T> T local(FileWork<T> work) throws IOException {
        try {
            return work.run();
        } catch (ClosedByInterruptException interrupted) {
            // The file is not at fault.
            throw interrupted;
        } catch (IOException failed) {
            synchronized (this) {
                unwritable = failed;
            }
            throw new UnwritableException(failed);
        }
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    /**
     * Moves the complete file to the target.
     *
     * @throws UncheckedIOException the target cannot be written
     */
    public synchronized void publish() {
        Path part = whole;
        if (part == null) {
            throw new IllegalStateException("there is no complete file");
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            parts.remove(part);
            whole = null;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + target, failed);
        }
    }

    /** Removes the files of all attempts, even of one that is still writing. Later attempts write nothing. */
    public synchronized void end() {
        ended = true;
        whole = null;
        List<Path> left = List.copyOf(parts);
        parts.clear();
        for (Path part : left) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot remove " + part, failed);
            }
        }
    }

    /** Returns the failure to write the local file, if there was one. */
    public synchronized Optional<UncheckedIOException> unwritable() {
        return Optional.ofNullable(unwritable).map(why -> new UncheckedIOException("cannot write " + target, why));
    }

    private Path directory() {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the target has no parent directory: " + target);
        }
        return parent;
    }
}
