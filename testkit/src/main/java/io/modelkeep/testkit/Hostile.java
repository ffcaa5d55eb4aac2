package io.modelkeep.testkit;

/** Words of a service that wants to do harm, in a body that every provider reads as an error. */
final class Hostile {

    /** Lines, colours, a change of direction, and more than anybody wants to read. */
    static final String TEXT = "first\r\nsecond\u001b[31m\u0000\u202ethird" + "x".repeat(10_000);

    private Hostile() {}

    /** An error body with these words under each name that services use. */
    static String errorBody(String words) {
        String quoted = quote(words);
        return "{\"detail\":" + quoted + ",\"message\":" + quoted + ",\"error\":" + quoted + ",\"reason\":" + quoted
                + "}";
    }

    /** A JSON string of characters that need no escape, and of escapes. */
    static String quote(String words) {
        StringBuilder text = new StringBuilder("\"");
        words.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
    }
}
