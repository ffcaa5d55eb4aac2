package io.modelkeep.testkit.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table of rows by key, in the order of a position that is given for each row. Guarded by its owner. */
final class MemoryTable<K, V> {

    private final Map<K, Long> positions = new HashMap<>();
    private final NavigableMap<Long, V> rows = new TreeMap<>();

    void put(K key, long position, V row) {
        remove(key);
        positions.put(key, position);
        rows.put(position, row);
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(positions.get(key)).map(rows::get);
    }

    boolean remove(K key) {
        Long position = positions.remove(key);
        return position != null && rows.remove(position) != null;
    }

    /** Returns a copy of the rows by position. */
    SortedMap<Long, V> rows() {
        return new TreeMap<>(rows);
    }

    List<V> values() {
        return List.copyOf(rows.values());
    }

    /** Returns the position of a row, whose key must exist. */
    long position(K key) {
        return Optional.ofNullable(positions.get(key)).orElseThrow();
    }
}
