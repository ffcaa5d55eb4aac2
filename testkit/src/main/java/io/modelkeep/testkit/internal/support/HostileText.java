package io.modelkeep.testkit.internal.support;

/** The text of a malicious service, in a body that every provider reads as an error. */
public final class HostileText {

    /** Line breaks, terminal colors, a change of the text direction, and a very long text. */
    public static final String TEXT = "first\r\nsecond\u001b[31m\u0000\u202ethird" + "x".repeat(10_000);

    private HostileText() {}

    /** Returns an error body that contains a text under each field name that services use. */
    public static String errorBody(String words) {
        String quoted = quote(words);
        return "{\"detail\":" + quoted + ",\"message\":" + quoted + ",\"error\":" + quoted + ",\"reason\":" + quoted
                + "}";
    }

    /** Returns a text as a JSON string in ASCII. */
    public static String quote(String words) {
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
