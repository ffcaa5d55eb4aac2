package io.modelkeep.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo writes: a new folder that only its owner may enter. It stays for those who want to look, unless the report
 * was wanted elsewhere.
 *
 * @param folder the plans and their records
 * @param report the report
 */
record DemoFiles(Path folder, Path report) implements AutoCloseable {

    /**
     * Makes the folder.
     *
     * @param report where the report goes, if not there
     */
    static DemoFiles of(@Nullable Path report) {
        try {
            Path folder = Files.createTempDirectory("modelkeep-demo-");
            return new DemoFiles(folder, report == null ? folder.resolve("report.html") : report);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A plan of a provider. */
    Path plan(String provider) {
        return folder.resolve(provider + ".json");
    }

    /** Whether the folder is there after the demo. */
    boolean stays() {
        return report.startsWith(folder);
    }

    @Override
    public void close() {
        if (stays()) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
