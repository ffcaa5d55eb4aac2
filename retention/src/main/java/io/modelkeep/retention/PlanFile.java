package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.nio.file.attribute.BasicFileAttributes;

/** A plan's document in a file: never there in part, for its owner alone, and never at the end of a symbolic link. */
final class PlanFile {

    private final Path file;

    PlanFile(Path file) {
        this.file = file;
    }

    void write(RetentionPlan plan) {
        try {
            refuseLink();
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new FileSystemException(file.toString(), null, "is no file");
            }
            // Such files are made for their owner alone wherever the file system has owners.
            Path part = Files.createTempFile(folder, ".modelkeep-", ".part");
            try {
                writeThrough(plan, part);
                move(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the plan " + file, failed);
        }
    }

    private static void writeThrough(RetentionPlan plan, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            new PlanWriter(plan).write(out);
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

    RetentionPlan read() {
        try {
            refuseLink();
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!about.isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "is no file");
            }
            if (about.size() > PlanFormat.MAX_BYTES) {
                throw new RetentionException(
                        Reason.TOO_LARGE, "plan " + file + " is larger than " + PlanFormat.MAX_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return new PlanReader("plan " + file).read(in);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the plan " + file, failed);
        }
    }

    private void refuseLink() throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "is a symbolic link; name the file itself");
        }
    }
}
