package io.modelkeep.spi;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of metrics by name that uses little memory. Numbers are unboxed, and checkpoints with the same names share one
 * {@link Names} object. Immutable and thread-safe.
 *
 * <p>The metrics of a checkpoint take eight bytes per number and about forty bytes more. A hash map takes ten times as
 * much.
 */
public final class CompactMetrics extends AbstractMap<String, Double> {

    private static final CompactMetrics NONE = new CompactMetrics(Names.of(), new double[0]);

    private final Names names;
    private final double[] values;

    private CompactMetrics(Names names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Creates metrics with these names.
     *
     * @param values one number for each name, in the same order; the numbers are copied, and further numbers are
     *     ignored
     * @throws IllegalArgumentException there are fewer values than names
     */
    public static CompactMetrics of(Names names, double... values) {
        if (values.length < names.size()) {
            throw new IllegalArgumentException(values.length + " values for " + names.size() + " names");
        }
        return names.size() == 0 ? NONE : new CompactMetrics(names, Arrays.copyOf(values, names.size()));
    }

    /** Creates metrics from a map and keeps its order. */
    public static CompactMetrics copyOf(Map<String, Double> metrics) {
        if (metrics instanceof CompactMetrics compact) {
            return compact;
        }
        if (metrics.isEmpty()) {
            return NONE;
        }
        double[] values = new double[metrics.size()];
        int i = 0;
        for (Double value : metrics.values()) {
            values[i++] = value;
        }
        return new CompactMetrics(Names.of(metrics.keySet().toArray(String[]::new)), values);
    }

    /** Returns the names. Metrics created with the same {@link Names} object share it. */
    public Names names() {
        return names;
    }

    /** Returns the number for the name at a position, from 0. */
    public double value(int place) {
        return values[place];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Collection<Double> values() {
        return new AbstractList<>() {

            @Override
            public Double get(int place) {
                return values[place];
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.place(name) >= 0;
    }

    @Override
    public @Nullable Double get(@Nullable Object name) {
        int place = names.place(name);
        return place < 0 ? null : values[place];
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Double> action) {
        for (int i = 0; i < values.length; i++) {
            action.accept(names.name(i), values[i]);
        }
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, Double>> {

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Iterator<Entry<String, Double>> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Entry<String, Double> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int place = next++;
                    return Map.entry(names.name(place), values[place]);
                }
            };
        }
    }

    /** An ordered set of distinct names. Immutable and thread-safe. */
    public static final class Names {

        /** The largest number of names for which a linear search is as fast as hashing. */
        private static final int FEW = 16;

        private final String[] names;
        private final Map<String, Integer> places;

        private Names(String[] names) {
            this.names = names;
            this.places = names.length > FEW ? placesOf(names) : Map.of();
        }

        private static Map<String, Integer> placesOf(String[] names) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                places.put(names[i], i);
            }
            return places;
        }

        /** Creates a list of names from a copy of the array. The names must be distinct, which is not checked. */
        public static Names of(String... names) {
            return new Names(names.clone());
        }

        /** Returns the number of names. */
        public int size() {
            return names.length;
        }

        /** Returns the name at a position, from 0. */
        public String name(int place) {
            return names[place];
        }

        /** Reports whether these names equal the first {@code count} names of an array, in the same order. */
        public boolean areFirst(int count, String[] of) {
            return count == names.length && Arrays.equals(names, 0, count, of, 0, count);
        }

        int place(@Nullable Object name) {
            if (names.length > FEW) {
                return places.getOrDefault(name, -1);
            }
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
