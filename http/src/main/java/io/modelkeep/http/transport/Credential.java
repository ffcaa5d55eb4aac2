package io.modelkeep.http.transport;

import io.modelkeep.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What stands in the {@code Authorization} header; never printed, and taken out of whatever would repeat it. Immutable. */
public final class Credential {

    private final String header;
    private final EchoedSecrets unprintable;

    private Credential(String header, EchoedSecrets unprintable) {
        this.header = header;
        this.unprintable = unprintable;
    }

    /** The key behind a scheme, such as {@code Bearer}. */
    public static Credential of(String scheme, Secret key) {
        return new Credential(scheme + " " + key.reveal(), new EchoedSecrets(List.of(key.reveal())));
    }

    /** The key as the password of HTTP Basic authentication (RFC 7617). */
    public static Credential basic(String user, Secret key) {
        String encoded =
                Base64.getEncoder().encodeToString((user + ":" + key.reveal()).getBytes(StandardCharsets.UTF_8));
        // Padding is often left out where text is quoted.
        return new Credential("Basic " + encoded, new EchoedSecrets(List.of(encoded.replace("=", ""), key.reveal())));
    }

    String header() {
        return header;
    }

    /** The same, which takes another one out of texts too. */
    public Credential with(Credential other) {
        return new Credential(header, unprintable.with(other.unprintable));
    }

    public boolean isIn(String text) {
        return unprintable.isIn(text);
    }

    /** The text without it, in whatever form it comes back. */
    public String redact(String text) {
        return unprintable.redact(text);
    }

    @Override
    public String toString() {
        return "Credential[***]";
    }
}
