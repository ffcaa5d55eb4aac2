package io.modelkeep.spi;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** The rules that every id obeys, for all providers. */
public final class IdRules {

    static final int MAX_LENGTH = 256;

    /** The forbidden characters. Gateways decode some of these a second time, or cut a path at them. */
    private static final String RESERVED = "/\\%;?#";

    private IdRules() {}

    /**
     * Checks that a value is a valid id.
     *
     * @param kind the type of id, to name in the message
     * @throws InvalidRequestException the value is not a valid id; see {@link io.modelkeep.Id} for the rules
     */
    public static void check(String kind, @Nullable String value) {
        String problem = problem(value);
        if (problem != null) {
            String shown = value == null ? "null" : '"' + SafeText.of(value, 64) + '"';
            throw new InvalidRequestException(ErrorDetails.of(kind + " " + shown + " " + problem));
        }
    }

    private static @Nullable String problem(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return "is empty; give the id as the provider lists it";
        }
        if (value.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        if (isDots(value)) {
            return "consists of dots only, which a path would read as a folder";
        }
        return isAllowed(value) ? null : "holds white space, a control character or one of / \\ % ; ? #";
    }

    private static boolean isDots(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(String value) {
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            if (!allowed(value.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> RESERVED.indexOf(codePoint) < 0;
        };
    }
}
