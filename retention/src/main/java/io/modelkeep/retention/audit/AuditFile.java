package io.modelkeep.retention.audit;

import io.modelkeep.retention.internal.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * <p>The file is read and written through a {@link RandomAccessFile}, because an interrupt of the calling thread would
 * close a channel, which releases the lock. A line must be written completely even if the thread is interrupted.
 */
final class AuditFile implements AutoCloseable {

    /** An exception that reports that the file is already open, in this process or another. */
    static final class LockedException extends IOException {

        private static final long serialVersionUID = 1;

        LockedException(Path file) {
            super(file + " is in use");
        }
    }

    /** The content of a file, which is read in blocks. */
    @FunctionalInterface
    interface Content {
        /** Reads the next bytes into a block, and returns their number, or a negative number at the end. */
        int read(byte[] block) throws IOException;
    }

    /** A function that reads the content of a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Content content) throws IOException;
    }

    /**
     * The open files, which also serve as the monitor. Closing any handle of a file releases the process's lock on it,
     * so each file is opened only once.
     */
    private static final Set<AuditFile> OPEN = new HashSet<>();

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    /** The locked byte. It lies after all content, because some systems forbid reading a locked region. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final RandomAccessFile file;
    private final boolean posix;

    /**
     * The key that distinguishes the opened file from another file at the same path, or null if the file system has no
     * such keys.
     */
    private final @Nullable Object key;

    /** The expected length of the file. A different length shows that another program changed the file. */
    private long length;

    private @Nullable IOException broken;

    private AuditFile(Path path, RandomAccessFile file, boolean posix, @Nullable Object key) throws IOException {
        this.path = path;
        this.file = file;
        this.posix = posix;
        this.key = key;
        this.length = file.length();
    }

    /**
     * Opens a file, or creates it if it does not exist.
     *
     * @throws LockedException if the file is already open
     * @throws IOException if it cannot be opened, or is not a regular file of the default file system
     */
    static AuditFile open(Path path) throws IOException {
        synchronized (OPEN) {
            if (opened(path) != null) {
                throw new LockedException(path);
            }
            AuditFile file = openLocked(path);
            OPEN.add(file);
            return file;
        }
    }

    private static AuditFile openLocked(Path path) throws IOException {
        boolean posix = create(path);
        AtomicFile.checkKind(path);
        Object key = key(path);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(path, file);
            // A link that replaced the file before it was opened was followed, so the path is compared again.
            AtomicFile.checkKind(path);
            requireSame(path, key);
            return new AuditFile(path.toRealPath(), file, posix, key);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Creates the file if it does not exist, and returns whether its file system has POSIX permissions. */
    private static boolean create(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new FileSystemException(path.toString(), null, "is not a regular file; name a regular file");
        }
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
        try {
            Path ignored = Files.createFile(path, rights);
            assert ignored != null;
        } catch (FileAlreadyExistsException existing) {
            return posix;
        }
        return posix;
    }

    /** Locks the file without waiting. An interrupt affects only a lock that waits. */
    private static void lock(Path path, RandomAccessFile file) throws IOException {
        try {
            if (file.getChannel().tryLock(LOCKED_BYTE, 1, false) == null) {
                throw new LockedException(path);
            }
        } catch (OverlappingFileLockException here) {
            throw new LockedException(path);
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private static void requireSame(Path path, @Nullable Object key) throws IOException {
        if (!Objects.equals(key, key(path))) {
            throw new FileSystemException(path.toString(), null, "was replaced by another file");
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

    /**
     * Reads a file that may be open. An open file is read through its own handle, because closing another handle
     * would release the lock.
     */
    static <T> T read(Path path, Reading<T> reading) throws IOException {
        synchronized (OPEN) {
            AuditFile file = opened(path);
            if (file != null) {
                return reading.read(file.content());
            }
            AtomicFile.checkKind(path);
            try (InputStream content = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return reading.read(content::read);
            }
        }
    }

    /** Returns the current content of the file. Lines that are appended later are not part of it. */
    synchronized Content content() throws IOException {
        long end = file.length();
        long[] position = {0};
        return block -> {
            int count = read(block, position[0], end);
            position[0] += Math.max(count, 0);
            return count;
        };
    }

    private synchronized int read(byte[] block, long position, long end) throws IOException {
        file.seek(position);
        return position == end ? -1 : file.read(block, 0, (int) Math.min(block.length, end - position));
    }

    /** Appends a line and returns when the operating system has accepted it. */
    void append(byte[] line) throws IOException {
        append(line, false);
    }

    /**
     * Appends a line and returns when the operating system has accepted it. A failure is reported by the next call of
     * another append method.
     */
    void appendQuietly(byte[] line) {
        try {
            append(line);
        } catch (IOException known) {
            assert broken != null;
        }
    }

    /** Appends a line and returns when it is on the disk. */
    void appendForced(byte[] line) throws IOException {
        append(line, true);
    }

    /** Appends a line, unless an earlier line failed. That line may be incomplete, and nothing may follow it. */
    private synchronized void append(byte[] line, boolean forced) throws IOException {
        if (broken != null) {
            throw new IOException("an earlier line could not be written", broken);
        }
        try {
            requireUnchanged();
            file.seek(length);
            file.write(line);
            length += line.length;
            if (forced) {
                file.getFD().sync();
            }
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
        requireSame(path, key);
        if (file.length() != length) {
            throw new FileSystemException(path.toString(), null, "was changed by another program");
        }
    }

    /** Closes the file and releases the lock. Further calls have no effect. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (OPEN.remove(this)) {
                close(file);
            }
        }
    }

    /** Closes the file after the line that another thread is writing. */
    private synchronized void close(RandomAccessFile open) throws IOException {
        open.close();
    }
}
