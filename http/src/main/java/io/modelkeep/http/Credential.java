package io.modelkeep.http;

import io.modelkeep.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What stands in the {@code Authorization} header; never printed, and taken out of whatever would repeat it. Immutable. */
public final class Credential {

    private final String header;
    private final List<String> unprintable;

    private Credential(String header, List<String> unprintable) {
        this.header = header;
        this.unprintable = unprintable;
    }

    /** The key behind a scheme, such as {@code Bearer}. */
    public static Credential of(String scheme, Secret key) {
        return new Credential(scheme + " " + key.reveal(), List.of(key.reveal()));
    }

    /** The key as the password of HTTP Basic authentication (RFC 7617). */
    public static Credential basic(String user, Secret key) {
        String encoded =
                Base64.getEncoder().encodeToString((user + ":" + key.reveal()).getBytes(StandardCharsets.UTF_8));
        // Padding is often left out where text is quoted; the longer goes first, for the key may be a part of it by
        // chance.
        return new Credential("Basic " + encoded, List.of(encoded.replace("=", ""), key.reveal()));
    }

    String header() {
        return header;
    }

    boolean isIn(String text) {
        return unprintable.stream().anyMatch(text::contains);
    }

    /** The text without it. */
    String redact(String text) {
        String redacted = text;
        for (String part : unprintable) {
            redacted = redacted.replace(part, "***");
        }
        return redacted;
    }

    @Override
    public String toString() {
        return "Credential[***]";
    }
}
