package io.modelkeep.retention.plan;

import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.internal.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The file of a plan's document. The file is never partly written, only its owner may access it, and symbolic links are
 * refused.
 */
final class PlanFile {

    /** The maximum size of a document in bytes, far more than the maximum number of items needs. */
    private static final long MAX_BYTES = 16L << 30;

    private final Path file;
    private final AtomicFile at;

    PlanFile(Path file) {
        this.file = file;
        this.at = new AtomicFile("plan", file);
    }

    void write(RetentionPlan plan) {
        at.write(plan::writeTo);
    }

    RetentionPlan read() {
        try {
            at.refuseLink();
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!about.isRegularFile()) {
                throw new FileSystemException(file.toString(), null, "is not a regular file; name a regular file");
            }
            if (about.size() > MAX_BYTES) {
                throw new PlanTooLargeException("plan " + file + " is larger than " + MAX_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return new PlanReader("plan " + file).read(in);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the plan " + file, failed);
        }
    }
}
