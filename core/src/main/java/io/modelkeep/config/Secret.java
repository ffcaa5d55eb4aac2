package io.modelkeep.config;

import java.util.Objects;

/**
 * A credential that is never printed, written as JSON or serialized. Immutable.
 *
 * <p>Two secrets are equal only if they are the same object. A comparison therefore reveals nothing about the value.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Creates a secret from a credential.
     *
     * @throws IllegalArgumentException the text is empty or contains a character other than printable ASCII without
     *     blanks; the message does not contain the text
     */
    public static Secret of(String value) {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the credential is empty");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the credential holds a blank, a line break or another character that is not printable ASCII");
        }
        return new Secret(value);
    }

    /**
     * Returns the credential itself. Pass it only to code that sends it, and never to code that stores or prints it.
     */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
