package io.modelkeep.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that the demo writes, in a new folder that only its owner may enter. The folder remains after the demo
 * unless the report is written elsewhere.
 *
 * @param folder the folder of the plans and their audits
 * @param report the file of the report
 */
record DemoFiles(Path folder, Path report) implements AutoCloseable {

    /**
     * Creates the folder.
     *
     * @param report the file of the report, or null for one in the folder
     */
    static DemoFiles of(@Nullable Path report) {
        try {
            Path folder = Files.createTempDirectory("modelkeep-demo-");
            return new DemoFiles(folder, report == null ? folder.resolve("report.html") : report);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the file of a provider's plan. */
    Path plan(String provider) {
        return folder.resolve(provider + ".json");
    }

    /** Reports whether the folder remains after the demo. */
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
