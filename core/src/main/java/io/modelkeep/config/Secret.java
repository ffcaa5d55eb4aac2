package io.modelkeep.config;

import java.util.Objects;

/**
 * A credential that does not print itself: not in {@code toString}, not as JSON, not serialised. Immutable.
 *
 * <p>Two secrets are equal only if they are the same object, so that no comparison tells anything of the value.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Holds a credential.
     *
     * @throws IllegalArgumentException the text is empty or holds anything but printable ASCII, blanks excluded; the message
     *     does not repeat it
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

    /** The credential itself: hand it to what sends it, and to nothing that stores or prints. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
