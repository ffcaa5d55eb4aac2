package io.modelkeep.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A search for the known word that the user probably meant to type. */
public final class SpellingSuggestion {

    /** The compared length, which exceeds every known name and keeps the comparison cheap. */
    private static final int MAX_LENGTH = 256;

    private SpellingSuggestion() {}

    /** Returns the known word that is closest to the typed one, if any is close. */
    public static Optional<String> closest(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> isClose(typed, name))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** Reports whether a typed word is likely to be a misspelling of a known one. */
    public static boolean isClose(String typed, String known) {
        // Short names tolerate few differences, because otherwise every word would be close.
        int tolerated = Math.min(Math.max(2, known.length() / 4), known.length() / 2);
        return distance(typed, known) <= tolerated;
    }

    /** Returns the Levenshtein distance, ignoring case, {@code _} and {@code -}. */
    private static int distance(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String plain(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        return cut.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
