package io.modelkeep.testkit.memory;

import io.modelkeep.Operation;
import io.modelkeep.errors.MalformedResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A writer of files below a directory, which writes each file to a temporary name first. */
public final class MemoryDownload {

    private final Path directory;

    public MemoryDownload(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Writes all files, or none if one of the paths is not below the directory. */
    public List<Path> write(Map<String, byte[]> contents) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        contents.forEach((name, content) -> files.put(place(name), content));
        try {
            Files.createDirectories(directory);
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                write(file.getKey(), file.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write to " + directory, failed);
        }
        return new ArrayList<>(files.keySet());
    }

    /** Returns the path of a file. Fails if the path is not below the directory. */
    public Path place(String name) {
        try {
            Path place = directory.resolve(name);
            if (place.equals(place.normalize()) && place.startsWith(directory) && !place.equals(directory)) {
                return place;
            }
        } catch (InvalidPathException none) {
            // reported below, like a path outside the directory
        }
        throw new MalformedResponseException(
                MemoryCalls.details(Operation.DOWNLOAD_CHECKPOINT, "", "a file is named outside the directory"));
    }

    public static void write(Path place, byte[] content) throws IOException {
        Path parent = Files.createDirectories(place.resolveSibling(""));
        Path part = Files.createTempFile(parent, ".modelkeep-", ".part");
        try {
            Files.write(part, content);
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
