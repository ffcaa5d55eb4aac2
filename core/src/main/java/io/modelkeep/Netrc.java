package io.modelkeep;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** The part of the netrc format that credentials need: machine, default, login, password, account, macdef, comments. */
final class Netrc {

    private static final Set<String> TAKES_VALUE = Set.of("machine", "login", "account", "password");

    private Netrc() {}

    /** The password of the first entry for a host; else of the default entry, wherever that stands. */
    static Optional<String> password(String text, String host) {
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
                    // a word of no meaning here; the format has no way to report it
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
            StringTokenizer tokens = new StringTokenizer(inMacro ? "" : line);
            while (tokens.hasMoreTokens() && !inMacro) {
                String word = tokens.nextToken();
                if (!valueNext && word.startsWith("#")) {
                    break;
                }
                inMacro = !valueNext && word.equals("macdef");
                valueNext = !valueNext && TAKES_VALUE.contains(word);
                words.add(word);
            }
        }
        return words;
    }
}
