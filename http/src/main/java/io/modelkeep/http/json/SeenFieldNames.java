package io.modelkeep.http.json;

import java.util.HashSet;
import java.util.Set;

/** The names of one object so far; used again for the next one, so that a long list costs none for each row. Used by one thread. */
final class SeenFieldNames {

    /** Up to here looking at each is faster than hashing; beyond it an answer made for that would take for ever. */
    private static final int FEW = 16;

    private final String[] few = new String[FEW];
    private final int[] hashes = new int[FEW];
    private Set<String> more = new HashSet<>();
    private int count;

    /** False if it was there. */
    boolean add(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < Math.min(count, FEW); i++) {
            if (hashes[i] == hash && few[i].equals(name)) {
                return false;
            }
        }
        if (count < FEW) {
            few[count] = name;
            hashes[count] = hash;
        } else if (!more.add(name)) {
            return false;
        }
        count++;
        return true;
    }

    void clear() {
        if (count > FEW) {
            // A set stays as large as it once was, and to clear it takes as long.
            more = new HashSet<>();
        }
        count = 0;
    }
}
