package io.modelkeep.testkit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damage to the text of a JSON object that needs no knowledge of its fields, and knows whether it did any. Thread-safe. */
final class TextEdit implements UnaryOperator<String> {

    /** A whole number where a value stands. */
    private static final String NUMBER = "(?<=[:\\[,] ?)-?\\d+(?=[,}\\]])";

    private static final Pattern FIRST_NAME = Pattern.compile("\\{\\s*\"(\\w+)\"");

    private final UnaryOperator<String> damage;
    private final AtomicBoolean spoiled = new AtomicBoolean();

    TextEdit(UnaryOperator<String> damage) {
        this.damage = damage;
    }

    /** One field more, in front. */
    static UnaryOperator<String> field(String name, String json) {
        return body -> {
            String rest = body.substring(1).strip();
            return body.startsWith("{") ? "{\"" + name + "\":" + json + (rest.equals("}") ? rest : "," + rest) : body;
        };
    }

    /** The first field twice, its name escaped in front, where it has another value. */
    static UnaryOperator<String> nameTwice() {
        return body -> {
            Matcher first = FIRST_NAME.matcher(body);
            if (!first.lookingAt()) {
                return body;
            }
            String escaped = String.format("\\u%04x", (int) first.group(1).charAt(0));
            return "{\"" + escaped + first.group(1).substring(1) + "\":\"another\"," + body.substring(1);
        };
    }

    /** Other JSON in place of each whole number, however deep. */
    static UnaryOperator<String> numbers(String json) {
        return body -> body.replaceAll(NUMBER, json);
    }

    /** Half of a character at the end of each string. */
    static UnaryOperator<String> halfCharacters() {
        return body -> body.replaceAll("(?<=[\\w=-])\"(?=[,}\\]])", "\\\\ud800\"");
    }

    @Override
    public String apply(String body) {
        String changed = damage.apply(body);
        spoiled.set(!changed.equals(body));
        return changed;
    }

    /** Whether the last answer had anything that this damages. */
    boolean spoiled() {
        return spoiled.get();
    }
}
