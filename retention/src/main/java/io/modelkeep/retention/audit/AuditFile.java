package io.modelkeep.retention.audit;

import io.modelkeep.retention.internal.file.BlockOutputStream;
import io.modelkeep.retention.internal.file.FileWriterThread;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file that is locked while it is open. Thread-safe.
 *
 * <p>The channel is used on one separate thread, because an interrupt closes the channel on which it occurs. A line
 * must be written completely even if the calling thread is interrupted.
 */
final class AuditFile implements AutoCloseable {

    /** An exception that reports that the file is already open, in this process or another. */
    static final class LockedException extends IOException {

        private static final long serialVersionUID = 1;

        LockedException(Path file) {
            super(file + " is in use");
        }
    }

    /**
     * The open files, which also serve as the monitor. Closing any channel of a file releases the process's lock on it,
     * so each file is opened only once.
     */
    private static final Set<AuditFile> OPEN = new HashSet<>();

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    /** The locked byte. It lies after all content, because some systems forbid reading a locked region. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;
    private final FileWriterThread thread;
    private final boolean posix;

    /**
     * The key that distinguishes the opened file from another file at the same path, or null if the file system has no
     * such keys.
     */
    private final @Nullable Object key;

    /** The expected length of the file. A different length shows that another program changed the file. */
    private long length;

    private @Nullable IOException broken;

    private AuditFile(Path path, FileChannel channel, FileWriterThread thread, boolean posix) throws IOException {
        this.path = path;
        this.channel = channel;
        this.thread = thread;
        this.posix = posix;
        this.key = key();
        this.length = channel.size();
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /**
     * Opens a file, or creates it if it does not exist.
     *
     * @throws LockedException if the file is already open
     * @throws IOException if it cannot be opened, or is not a regular file
     */
    static AuditFile open(Path path) throws IOException {
        synchronized (OPEN) {
            if (opened(path) != null) {
                throw new LockedException(path);
            }
            FileWriterThread thread = new FileWriterThread();
            try {
                AuditFile file = thread.call(() -> openLocked(path, thread));
                OPEN.add(file);
                return file;
            } catch (IOException | RuntimeException failed) {
                thread.end();
                throw failed;
            }
        }
    }

    private static AuditFile openLocked(Path path, FileWriterThread thread) throws IOException {
        checkKind(path);
        Path folder = path.toAbsolutePath().getParent();
        boolean posix = folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
        Set<OpenOption> how = Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                LinkOption.NOFOLLOW_LINKS);
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
        FileChannel channel = FileChannel.open(path, how, rights);
        try {
            lock(path, channel);
            return new AuditFile(path.toRealPath(), channel, thread, posix);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw new LockedException(path);
            }
        } catch (OverlappingFileLockException here) {
            throw new LockedException(path);
        }
    }

    /** Restricts the file permissions to the owner. An existing file may have been created with more permissions. */
    void restrict() throws IOException {
        if (posix) {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (!view.readAttributes().permissions().equals(OWNER_ALONE)) {
                view.setPermissions(OWNER_ALONE);
            }
        }
    }

    private static void checkKind(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "is a symbolic link; name the file itself");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "is not a regular file; name a regular file");
        }
    }

    private static @Nullable AuditFile opened(Path path) throws IOException {
        if (Files.exists(path)) {
            for (AuditFile file : OPEN) {
                if (Files.isSameFile(file.path, path)) {
                    return file;
                }
            }
        }
        return null;
    }

    /** A function that reads the content of a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream content) throws IOException;
    }

    /**
     * Reads a file that may be open. An open file is read through its own channel, because closing another channel
     * would release the lock.
     */
    static <T> T read(Path path, Reading<T> reading) throws IOException {
        synchronized (OPEN) {
            AuditFile file = opened(path);
            if (file != null) {
                return reading.read(file.content());
            }
            checkKind(path);
            try (InputStream content = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return reading.read(content);
            }
        }
    }

    /** Returns the current content of the file. The content is read in blocks, on demand. */
    InputStream content() throws IOException {
        long end = thread.call(channel::size);
        return new BlockOutputStream(end, (block, position) -> thread.call(() -> channel.read(block, position)));
    }

    /** Appends a line and returns when the operating system has accepted it. */
    void append(byte[] line) throws IOException {
        thread.call(() -> write(line));
    }

    /** Appends a line and returns when it is on the disk. */
    void appendForced(byte[] line) throws IOException {
        thread.call(() -> {
            write(line);
            channel.force(false);
            return null;
        });
    }

    /** Appends a line asynchronously. A failure is reported by the next call of another append method. */
    void appendSoon(byte[] line) {
        thread.run(() -> {
            try {
                write(line);
            } catch (IOException known) {
                broken = known;
            }
        });
    }

    /** Writes a line, unless an earlier write failed. The earlier line may be incomplete, and nothing may follow it. */
    private @Nullable Void write(byte[] line) throws IOException {
        if (broken != null) {
            throw new IOException("an earlier line could not be written", broken);
        }
        try {
            requireUnchanged();
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                length += channel.write(rest, length);
            }
            return null;
        } catch (IOException failed) {
            broken = failed;
            throw failed;
        }
    }

    /**
     * Checks that no other program removed, replaced or changed the file. Otherwise later lines would not be recorded
     * reliably.
     */
    private void requireUnchanged() throws IOException {
        if (!Objects.equals(key, key())) {
            throw new FileSystemException(path.toString(), null, "was replaced by another file");
        }
        if (channel.size() != length) {
            throw new FileSystemException(path.toString(), null, "was changed by another program");
        }
    }

    /** Closes the file and releases the lock. Further calls have no effect. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (OPEN.remove(this)) {
                try {
                    thread.call(() -> {
                        channel.close();
                        return null;
                    });
                } finally {
                    thread.end();
                }
            }
        }
    }
}
