package io.modelkeep.baseten.internal.delete;

import io.modelkeep.baseten.internal.read.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The directory that a download is written to. No file is written outside it. */
final class TargetDirectory {

    private final Path directory;

    TargetDirectory(Path directory) {
        // Absolute, so that every path below it has a parent. A relative path may have none.
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Returns the path of a file below the directory.
     *
     * @param path a name that is {@linkplain FilePath#isWithin within a directory}
     * @throws InvalidPathException if this system does not support the name
     */
    Path place(String path) {
        Path place = directory;
        for (String segment : path.split("/", -1)) {
            place = place.resolve(segment);
        }
        return place;
    }

    /**
     * Creates the folders of the files. A folder must not be reached through a link that leads out of the directory.
     *
     * @throws UncheckedIOException if a folder cannot be created
     */
    void makeFolders(Collection<Path> places) {
        try {
            Files.createDirectories(directory);
            Path root = directory.toRealPath();
            Set<Path> made = new HashSet<>();
            for (Path place : places) {
                make(Objects.requireNonNull(place.getParent(), "a place below the directory"), root, made);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write to " + directory, failed);
        }
    }

    private void make(Path folder, Path root, Set<Path> made) throws IOException {
        if (folder.equals(directory) || !made.add(folder)) {
            return;
        }
        make(Objects.requireNonNull(folder.getParent(), "a folder below the directory"), root, made);
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
        if (!folder.toRealPath().startsWith(root)) {
            throw new FileSystemException(folder.toString(), null, "a link leads out of the directory");
        }
    }
}
