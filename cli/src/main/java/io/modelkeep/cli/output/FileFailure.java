package io.modelkeep.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks and messages for files named on the command line. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * Reads a file.
     *
     * @param what the noun for the file in messages, as in "the plan"
     * @throws UsageException the file cannot be read; name another one
     */
    public static <T> T readable(String what, Path file, Supplier<T> reading) {
        if (Files.isDirectory(file)) {
            throw new UsageException("the " + what + " " + file + " cannot be read: it is a directory");
        }
        try {
            return reading.get();
        } catch (UncheckedIOException failed) {
            throw new UsageException("the " + what + " " + file + " cannot be read: " + reason(failed));
        }
    }

    /**
     * Refuses a file that certainly cannot be written, before there is anything to write.
     *
     * @throws UsageException the parent directory does not exist, or the file is a directory
     */
    public static void requirePlace(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (file.toString().isBlank() || Files.isDirectory(file)) {
            throw new UsageException("'" + file + "' is not a file to write to; name a file");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException(
                    "there is no directory for " + file + "; create " + directory + ", or name another file");
        }
    }

    /**
     * Refuses to replace an existing file of another kind, such as an audit, a policy or a configuration.
     *
     * @param what the noun for the new file in messages, as in "a plan"
     * @param beginning the text with which such a file begins
     */
    public static void requireOwn(String what, Path file, String beginning) {
        requirePlace(file);
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("'" + file + "' is not a file to write to; name a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                String found = new String(in.readNBytes(beginning.length()), StandardCharsets.ISO_8859_1);
                if (!found.isEmpty() && !found.equals(beginning)) {
                    throw new UsageException(
                            "'" + file + "' exists and is not a " + what + "; name another file, or remove this one");
                }
            } catch (IOException unreadable) {
                throw new UsageException("'" + file + "' exists and cannot be read; name another file");
            }
        }
    }

    /** Returns the reason why a file could not be read or written. */
    static String reason(UncheckedIOException failed) {
        @Nullable IOException cause = failed.getCause();
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission";
        }
        if (cause instanceof FileSystemException known && known.getReason() != null) {
            return String.valueOf(known.getReason());
        }
        return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
    }
}
