package io.modelkeep.http.internal.retry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.modelkeep.http.call.Credential;
import io.modelkeep.http.json.JsonReader;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** The texts and causes of failures, without the credential and safe to print. Immutable. */
final class FailureText {

    static final int MAX_SERVICE_TEXT = 512;

    private final Credential credential;

    FailureText(Credential credential) {
        this.credential = credential;
    }

    /** Returns a factory of JSON trees whose texts lack the credential. */
    JsonNodeFactory redactingNodes() {
        return new Redacting(credential);
    }

    /**
     * Returns a text that is safe to print. A service may echo its input, so the credential is removed before the text
     * is used or cut.
     */
    String safe(String text, int max) {
        return SafeText.of(credential.redact(text), max);
    }

    /**
     * Returns a failure that may be used as a cause, or null if it repeats the credential. OkHttp's messages quote text
     * that is not HTTP.
     */
    @Nullable Throwable causeOf(Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        return credential.isIn(printed.toString()) ? null : failure;
    }

    /** Returns the type and the message of a failure. */
    String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + safe(message, 256));
    }

    /**
     * Returns the position of damage in the JSON. The position is safe to print, unlike Jackson's own message, which
     * may repeat the service's text.
     */
    String whereDamaged(Throwable failure) {
        JacksonException damage = find(failure, JacksonException.class);
        if (damage == null || damage.getLocation() == null) {
            return failure.getClass().getSimpleName();
        }
        String place = "line " + damage.getLocation().getLineNr() + ", column "
                + damage.getLocation().getColumnNr();
        return damage instanceof JsonReader.DamageException ours
                ? safe(ours.problem(), MAX_SERVICE_TEXT) + "; " + place
                : place;
    }

    /** Returns the failure of the network among the causes, or null if the failure is about the content. */
    static @Nullable IOException transportFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException io && !(t instanceof JacksonException)) {
                return io;
            }
        }
        return null;
    }

    /** Returns the first cause of a type, or null without one. */
    static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /** A node factory that creates trees without the credential. */
    private static final class Redacting extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        private final transient Credential credential;

        Redacting(Credential credential) {
            this.credential = credential;
        }

        @Override
        public TextNode textNode(String text) {
            return super.textNode(credential.redact(text));
        }
    }
}
