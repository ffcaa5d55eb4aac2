package io.modelkeep.testkit;

import io.modelkeep.testkit.internal.support.HostileText;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of a {@link WiredServer}'s errors: an object with the one field {@code detail}. */
final class WiredErrors {

    static final String NO_ROUTE = "no such route";

    private static final Pattern OWN = Pattern.compile("\\{\"detail\":\"((?:[^\"\\\\]|\\\\u[0-9a-f]{4})*+)\"}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");

    private WiredErrors() {}

    static String body(String words) {
        return "{\"detail\":" + HostileText.quote(words) + "}";
    }

    /** The object where the text is of this format, or the text itself, which is none of this service's. */
    static Object read(String body) {
        Matcher own = OWN.matcher(body);
        return own.matches()
                ? Map.of("detail", ESCAPED.matcher(own.group(1)).replaceAll(WiredErrors::unescaped))
                : body;
    }

    private static String unescaped(MatchResult escape) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
    }
}
