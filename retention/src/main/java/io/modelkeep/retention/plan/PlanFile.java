package io.modelkeep.retention.plan;

import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.internal.file.AtomicFile;
import io.modelkeep.retention.internal.file.JsonLineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of a plan's document. The file is never partly written, only its owner may access it, and symbolic links are
 * refused.
 */
final class PlanFile {

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
            AtomicFile.checkKind(file);
            if (Files.size(file) > JsonLineReader.MAX_BYTES) {
                throw new PlanTooLargeException(
                        "plan " + file + " is larger than " + JsonLineReader.MAX_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return new PlanReader("plan " + file).read(in);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the plan " + file, failed);
        }
    }
}
