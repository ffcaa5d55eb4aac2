package io.modelkeep.retention.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that only its owner may access. It is never partly written, and symbolic links are refused. */
public final class AtomicFile {

    /** The writer of the file's content. */
    public interface Content {
        public void write(OutputStream out) throws IOException;
    }

    private final String what;
    private final Path file;

    /**
     * Creates an object for a file, which may or may not exist.
     *
     * @param what the name of the file in messages, such as {@code plan}
     * @param file the path of the file
     */
    public AtomicFile(String what, Path file) {
        this.what = what;
        this.file = file;
    }

    /**
     * Writes the file, and replaces an existing one.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Content content) {
        try {
            checkKind(file);
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new FileSystemException(file.toString(), null, "is not a regular file; name a regular file");
            }
            // Temporary files are accessible to their owner only, wherever the file system has owners.
            Path part = Files.createTempFile(folder, ".modelkeep-", ".part");
            try {
                writeThrough(content, part);
                move(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the " + what + " " + file, failed);
        }
    }

    /** Checks that a path is not a symbolic link, and that the file there, if any, is a regular file. */
    public static void checkKind(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "is a symbolic link; name the file itself");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "is not a regular file; name a regular file");
        }
    }

    private static void writeThrough(Content content, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.write(out);
            out.flush();
            channel.force(true);
        }
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
