package io.modelkeep.http.internal.json;

import java.util.HashSet;
import java.util.Set;

/**
 * The field names of one object so far. The instance is reused for the next object, so that a long list does not create
 * one for each row. Used by one thread.
 */
public final class SeenFieldNames {

    /**
     * The number of names up to which comparing each is faster than hashing. With more names, an answer crafted for
     * this purpose would take very long to compare.
     */
    private static final int FEW = 16;

    private final String[] few = new String[FEW];
    private final int[] hashes = new int[FEW];
    private Set<String> more = new HashSet<>();
    private int count;

    /** Adds a name. Returns false if the name was already present. */
    public boolean add(String name) {
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

    public void clear() {
        if (count > FEW) {
            // A set keeps the largest size it had, and the time to clear it depends on that size.
            more = new HashSet<>();
        }
        count = 0;
    }
}
