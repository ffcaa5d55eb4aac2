package io.modelkeep.http.call;

import io.modelkeep.config.Secret;
import io.modelkeep.http.internal.call.EchoedSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The value of the {@code Authorization} header. The value is never printed, and is removed from texts that repeat it.
 * Immutable.
 */
public final class Credential {

    private final String header;
    private final EchoedSecrets unprintable;

    private Credential(String header, EchoedSecrets unprintable) {
        this.header = header;
        this.unprintable = unprintable;
    }

    /** Creates a credential that consists of a scheme, such as {@code Bearer}, and the key. */
    public static Credential of(String scheme, Secret key) {
        return new Credential(scheme + " " + key.reveal(), new EchoedSecrets(List.of(key.reveal())));
    }

    /** Creates a credential with the key as the password of HTTP Basic authentication (RFC 7617). */
    public static Credential basic(String user, Secret key) {
        String encoded =
                Base64.getEncoder().encodeToString((user + ":" + key.reveal()).getBytes(StandardCharsets.UTF_8));
        // Quoted text often omits the padding.
        return new Credential("Basic " + encoded, new EchoedSecrets(List.of(encoded.replace("=", ""), key.reveal())));
    }

    /** Returns the value of the {@code Authorization} header. It is secret, and only a request may contain it. */
    public String header() {
        return header;
    }

    /** Returns this credential, which then also redacts another one from texts. */
    public Credential with(Credential other) {
        return new Credential(header, unprintable.with(other.unprintable));
    }

    /** Returns whether a text contains the credential, in any form in which a service may return it. */
    public boolean isIn(String text) {
        return unprintable.isIn(text);
    }

    /** Returns the text without the credential, in all forms in which a service may return it. */
    public String redact(String text) {
        return unprintable.redact(text);
    }

    @Override
    public String toString() {
        return "Credential[***]";
    }
}
