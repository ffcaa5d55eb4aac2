package io.modelkeep.internal.config;

import io.modelkeep.spi.InputFile;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resolver of references to credentials. Messages name the reference, and never the credential. */
public final class SecretReferences {

    private static final int MAX_FILE_BYTES = 64 * 1024;
    private static final int MAX_SHOWN = 256;

    private final Map<String, String> environment;

    public SecretReferences(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the credential that a configured text contains or refers to. */
    public String resolve(String text) {
        if (!isReference(text)) {
            return text;
        }
        return follow(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "refers to " + SafeText.of(text, MAX_SHOWN) + ", which is not there or is empty"));
    }

    /** Returns the credential of the first reference that leads to one. */
    Optional<String> firstOf(List<String> texts) {
        return texts.stream().flatMap(text -> follow(text).stream()).findFirst();
    }

    private static boolean isReference(String text) {
        return text.startsWith("env:") || text.startsWith("file:") || text.startsWith("netrc:");
    }

    private Optional<String> follow(String reference) {
        String target = reference.substring(reference.indexOf(':') + 1);
        if (target.isBlank()) {
            return Optional.empty();
        }
        Optional<String> found = switch (reference.substring(0, reference.indexOf(':'))) {
            case "env" -> Optional.ofNullable(environment.get(target));
            case "file" -> read(target, "the file it refers to");
            default -> netrc(target);
        };
        return found.map(SecretReferences::withoutLineBreak).filter(value -> !value.isEmpty());
    }

    private Optional<String> netrc(String host) {
        String named = environment.get("NETRC");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
        List<String> files = named != null ? List.of(named) : List.of(home + "/.netrc", home + "/_netrc");
        return files.stream()
                .flatMap(file -> read(file, "the netrc file").stream())
                .flatMap(text -> NetrcFile.password(text, host).stream())
                .findFirst();
    }

    private static Optional<String> read(String path, String what) {
        String named = what + " " + SafeText.of(path, MAX_SHOWN);
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] bytes = InputFile.readRegular(file, MAX_FILE_BYTES);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (InputFile.UnreadableException unreadable) {
            throw new IllegalArgumentException(named + " cannot be read: " + unreadable.getMessage());
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    named + " cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
