package io.modelkeep.retention;

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
 * A file that is locked while it is open, and only appended to. Thread-safe.
 *
 * <p>All that touches the channel happens on one thread of its own: an interrupt closes the channel that it hits, and a
 * record must be written to its end on threads that are interrupted.
 */
final class AuditFile implements AutoCloseable {

    /** It is open already, here or in another process. */
    static final class LockedException extends IOException {

        private static final long serialVersionUID = 1;

        LockedException(Path file) {
            super(file + " is in use");
        }
    }

    /** Closing any channel of a file gives up the process's lock on it, so each file is open once. Also the monitor. */
    private static final Set<AuditFile> OPEN = new HashSet<>();

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    /** Behind all content, since some systems let nobody read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;
    private final FileThread thread;
    private final boolean posix;

    /** What tells the opened file from another one at its path; null where the file system has no such key. */
    private final @Nullable Object key;

    /** How long the file must be, since nothing else may write to it. */
    private long length;

    private @Nullable IOException broken;

    private AuditFile(Path path, FileChannel channel, FileThread thread, boolean posix) throws IOException {
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
     * Opens a file or makes one.
     *
     * @throws LockedException it is open already
     * @throws IOException it cannot be opened, or is none
     */
    static AuditFile open(Path path) throws IOException {
        synchronized (OPEN) {
            if (opened(path) != null) {
                throw new LockedException(path);
            }
            FileThread thread = new FileThread();
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

    private static AuditFile openLocked(Path path, FileThread thread) throws IOException {
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

    /** Takes the rights of all but the owner: an existing file may have been created with more rights. */
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
            throw new FileSystemException(path.toString(), null, "is no regular file; name one");
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

    /** What is done with the content of a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InputStream content) throws IOException;
    }

    /** Reads a file that may be open: then through its own channel, since closing another one would unlock it. */
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

    /** What is in the file by now; blocks of it are read as they are asked for. */
    InputStream content() throws IOException {
        long end = thread.call(channel::size);
        return new BlockStream(end, (block, position) -> thread.call(() -> channel.read(block, position)));
    }

    /** Appends, and returns when it is handed to the system. */
    void append(byte[] line) throws IOException {
        thread.call(() -> write(line));
    }

    /** Appends, and returns when it is on the disk. */
    void appendForced(byte[] line) throws IOException {
        thread.call(() -> {
            write(line);
            channel.force(false);
            return null;
        });
    }

    /** Appends soon; what fails is told by the next call of the others. */
    void appendSoon(byte[] line) {
        thread.run(() -> {
            try {
                write(line);
            } catch (IOException known) {
                broken = known;
            }
        });
    }

    /** Nothing is written behind a line that may be there in part. */
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

    /** A record that another program removed, replaced or cut is not a record of what follows. */
    private void requireUnchanged() throws IOException {
        if (!Objects.equals(key, key())) {
            throw new FileSystemException(path.toString(), null, "was replaced by another file");
        }
        if (channel.size() != length) {
            throw new FileSystemException(path.toString(), null, "was changed by another program");
        }
    }

    /** Closes the file and gives up the lock; calling it again does nothing. */
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
