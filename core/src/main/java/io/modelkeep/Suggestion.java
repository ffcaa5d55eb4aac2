package io.modelkeep;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to type. */
final class Suggestion {

    private Suggestion() {}

    static Optional<String> closest(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> isClose(typed, name))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    static boolean isClose(String typed, String known) {
        // Of a name of two or three letters little may differ, or everything would be close.
        int tolerated = Math.min(Math.max(2, known.length() / 4), known.length() / 2);
        return distance(typed, known) <= tolerated;
    }

    /** Levenshtein's edit distance, ignoring case and taking {@code _} for {@code -}. */
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
        String cut = text.length() > IdRules.MAX_LENGTH ? text.substring(0, IdRules.MAX_LENGTH) : text;
        return cut.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
