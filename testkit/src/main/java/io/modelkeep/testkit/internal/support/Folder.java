package io.modelkeep.testkit.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A temporary directory for a test, inside an otherwise empty directory, so that files written outside the inner one
 * are noticed.
 */
public final class Folder implements AutoCloseable {

    private final Path around;
    private final Path path;

    private Folder(Path around) {
        this.around = around;
        this.path = around.resolve("target");
    }

    /** Returns a folder that does not exist yet, in a new temporary directory. */
    public static Folder fresh() {
        try {
            return new Folder(Files.createTempDirectory("modelkeep-contract"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path path() {
        return path;
    }

    public List<Path> paths(List<String> names) {
        return names.stream().map(path::resolve).toList();
    }

    public void put(String name, byte[] bytes) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Returns all files with their bytes, by their paths relative to the folder. Paths of files outside the folder
     * begin with {@code ..}.
     */
    public Map<String, byte[]> content() {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(around)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.put(path.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return content;
    }

    /** Fails unless exactly these files exist. */
    public void holds(Map<String, byte[]> files) {
        Map<String, byte[]> content = content();
        assertThat(content.keySet()).containsExactlyInAnyOrderElementsOf(files.keySet());
        files.forEach((name, bytes) -> assertThat(content.get(name)).as(name).isEqualTo(bytes));
    }

    /** Deletes the folder and the directory around it. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(around)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
