package io.modelkeep.testkit.internal.support;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that damages the text of a JSON object without knowledge of its fields, and records whether it changed
 * anything. Thread-safe.
 */
public final class TextEdit implements UnaryOperator<String> {

    /** A whole number as a JSON value. */
    private static final String NUMBER = "(?<=[:\\[,] ?)-?\\d+(?=[,}\\]])";

    private static final Pattern FIRST_NAME = Pattern.compile("\\{\\s*\"(\\w+)\"");

    private final UnaryOperator<String> damage;
    private final AtomicBoolean spoiled = new AtomicBoolean();

    public TextEdit(UnaryOperator<String> damage) {
        this.damage = damage;
    }

    /** Returns an edit that adds a field at the beginning. */
    public static UnaryOperator<String> field(String name, String json) {
        return body -> {
            String rest = body.substring(1).strip();
            return body.startsWith("{") ? "{\"" + name + "\":" + json + (rest.equals("}") ? rest : "," + rest) : body;
        };
    }

    /** Returns an edit that repeats the first field at the beginning, with an escaped name and another value. */
    public static UnaryOperator<String> nameTwice() {
        return body -> {
            Matcher first = FIRST_NAME.matcher(body);
            if (!first.lookingAt()) {
                return body;
            }
            String escaped = String.format("\\u%04x", (int) first.group(1).charAt(0));
            return "{\"" + escaped + first.group(1).substring(1) + "\":\"another\"," + body.substring(1);
        };
    }

    /** Returns an edit that replaces each whole number at any depth by other JSON. */
    public static UnaryOperator<String> numbers(String json) {
        return body -> body.replaceAll(NUMBER, json);
    }

    /** Returns an edit that appends half of a surrogate pair to each string. */
    public static UnaryOperator<String> halfCharacters() {
        return body -> body.replaceAll("(?<=[\\w=-])\"(?=[,}\\]])", "\\\\ud800\"");
    }

    @Override
    public String apply(String body) {
        String changed = damage.apply(body);
        spoiled.set(!changed.equals(body));
        return changed;
    }

    /** Returns whether the last answer contained anything that this edit damages. */
    public boolean spoiled() {
        return spoiled.get();
    }
}
