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

/** Says why a file that the command line names cannot be read or written. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * Reads a file.
     *
     * @param what what it is, as it reads behind "the"
     * @throws UsageException it cannot be read: another one was meant
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
     * @throws UsageException there is no directory for it, or one in its place
     */
    public static void requirePlace(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (file.toString().isBlank() || Files.isDirectory(file)) {
            throw new UsageException("'" + file + "' is no file to write to; name one");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException(
                    "there is no directory for " + file + "; make " + directory + ", or name another file");
        }
    }

    /**
     * Refuses to replace a file that holds something else than what is to be written: a record, a policy, a configuration.
     *
     * @param what what is to be written, as it reads behind "the"
     * @param beginning what such a file begins with
     */
    public static void requireOwn(String what, Path file, String beginning) {
        requirePlace(file);
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("'" + file + "' is no file to write to; name one");
            }
            try (InputStream in = Files.newInputStream(file)) {
                String found = new String(in.readNBytes(beginning.length()), StandardCharsets.ISO_8859_1);
                if (!found.isEmpty() && !found.equals(beginning)) {
                    throw new UsageException("'" + file + "' holds something else than a " + what
                            + ", which would be lost; name another file, or remove it");
                }
            } catch (IOException unreadable) {
                throw new UsageException("'" + file + "' cannot be looked at before it is replaced; name another file");
            }
        }
    }

    /** Why a file could not be read or written. */
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
