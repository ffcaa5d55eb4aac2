package io.modelkeep.testkit;

/** The text of a malicious service, in a body that every provider reads as an error. */
final class Hostile {

    /** Line breaks, terminal colors, a change of the text direction, and a very long text. */
    static final String TEXT = "first\r\nsecond\u001b[31m\u0000\u202ethird" + "x".repeat(10_000);

    private Hostile() {}

    /** Returns an error body that contains a text under each field name that services use. */
    static String errorBody(String words) {
        String quoted = quote(words);
        return "{\"detail\":" + quoted + ",\"message\":" + quoted + ",\"error\":" + quoted + ",\"reason\":" + quoted
                + "}";
    }

    /** Returns a text as a JSON string in ASCII. */
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
