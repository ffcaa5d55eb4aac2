package io.modelkeep.internal.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of the part of the netrc format that credentials need. It reads machine, default, login, password, account,
 * macdef, comments, and words in double quotes, as curl does.
 */
public final class NetrcFile {

    private static final Set<String> TAKES_VALUE = Set.of("machine", "login", "account", "password");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private NetrcFile() {}

    /**
     * Returns the password of the first entry for a host. Without such an entry, the default entry applies, regardless
     * of its position.
     */
    public static Optional<String> password(String text, String host) {
        Iterator<String> words = words(text).iterator();
        boolean forHost = false;
        boolean forAll = false;
        Optional<String> otherwise = Optional.empty();
        while (words.hasNext()) {
            switch (words.next()) {
                case "machine" -> {
                    forHost = value(words).equalsIgnoreCase(host);
                    forAll = false;
                }
                case "default" -> {
                    forHost = false;
                    forAll = true;
                }
                case "login", "account" -> value(words);
                case "password" -> {
                    String password = value(words);
                    if (forHost) {
                        return Optional.of(password);
                    }
                    otherwise = forAll && otherwise.isEmpty() ? Optional.of(password) : otherwise;
                }
                default -> {
                    // An unknown word is ignored, because the format has no way to report it.
                }
            }
        }
        return otherwise;
    }

    private static String value(Iterator<String> words) {
        return words.hasNext() ? words.next() : "";
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        boolean inMacro = false;
        boolean valueNext = false;
        for (String line : text.split("\\R", -1)) {
            // A macro runs to the next empty line, and may hold any of the words above.
            inMacro = inMacro && !line.isBlank();
            for (String word : inMacro ? List.<String>of() : split(line)) {
                if (inMacro || (!valueNext && word.startsWith("#"))) {
                    break;
                }
                String meant = isQuoted(word) ? unquoted(word) : word;
                inMacro = !valueNext && meant.equals("macdef");
                valueNext = !valueNext && TAKES_VALUE.contains(meant);
                words.add(meant);
            }
        }
        return words;
    }

    /**
     * Returns the words of a line, including their quotes. A quote that does not end a quoted word is an ordinary
     * character.
     */
    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int end = at;
            if (line.charAt(at) == '"') {
                end = Math.max(end, afterQuoted(line, at));
            }
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(line.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    /**
     * Returns the position after the quoted word that begins here. The result is -1 if no quote is followed by a blank
     * or the end of the line.
     */
    private static int afterQuoted(String line, int begin) {
        for (int i = begin + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1)) ? i + 1 : -1;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static boolean isQuoted(String word) {
        return word.length() > 1 && word.startsWith("\"") && afterQuoted(word, 0) == word.length();
    }

    /**
     * Returns a quoted word without its quotes and escapes. An escape for a control character is decoded, and the
     * result is refused later.
     */
    private static String unquoted(String quoted) {
        return ESCAPED.matcher(quoted.substring(1, quoted.length() - 1))
                .replaceAll(escaped -> Matcher.quoteReplacement(
                        switch (escaped.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> escaped.group(1);
                        }));
    }
}
