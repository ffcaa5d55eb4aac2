package io.modelkeep.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages for downloads that cannot be written, in terms of the command line. */
final class DownloadFailure {

    private static final String REMEDY = "; choose another with -d";

    private DownloadFailure() {}

    /** Returns the problem and its remedy. */
    static String problem(UncheckedIOException unwritable, Path directory) {
        IOException cause = unwritable.getCause();
        Path place = cause instanceof FileSystemException failed && failed.getFile() != null
                ? Path.of(failed.getFile())
                : directory;
        return inTheWay(place.toAbsolutePath()).orElseGet(() -> unwritable.getMessage() + ": " + reason(cause))
                + REMEDY;
    }

    /** Returns the problem if a file or dangling link is at the place of the directory or of one of its parents. */
    private static Optional<String> inTheWay(Path place) {
        Path nearest = place;
        while (nearest != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || Files.isDirectory(nearest)) {
            return Optional.empty();
        }
        return Optional.of(
                Files.exists(nearest)
                        ? nearest + " is a file and not a directory"
                        : nearest + " is a dangling link and not a directory");
    }

    private static String reason(@Nullable IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "no permission to write " + denied.getFile();
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason();
        }
        return cause == null ? "it cannot be written" : String.valueOf(cause.getMessage());
    }
}
