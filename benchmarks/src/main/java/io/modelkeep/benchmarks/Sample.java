package io.modelkeep.benchmarks;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A measured round of a client. Inapplicable measures are missing. Immutable. */
final class Sample {

    private static final String START = "sample ";

    private final Map<Measure, Long> values;

    private Sample(Map<Measure, Long> values) {
        this.values = values;
    }

    /** Parses a sample line of a client's output. The result is empty for any other line. */
    static Optional<Sample> parse(String line) {
        if (!line.startsWith(START)) {
            return Optional.empty();
        }
        Map<Measure, Long> values = new EnumMap<>(Measure.class);
        for (String part : line.substring(START.length()).strip().split(" +", -1)) {
            String[] pair = part.split("=", 2);
            Arrays.stream(Measure.values())
                    .filter(measure -> measure.key().equals(pair[0]))
                    .forEach(measure -> values.put(measure, Long.valueOf(pair[1])));
        }
        return Optional.of(new Sample(values));
    }

    boolean has(Measure measure) {
        return values.containsKey(measure);
    }

    /** Returns the value, in nanoseconds, bytes or items. */
    long value(Measure measure) {
        Long value = values.get(measure);
        if (value == null) {
            throw new IllegalStateException("a sample without " + measure.key());
        }
        return value;
    }

    /** Returns the value for each item. */
    double each(Measure measure) {
        return (double) value(measure) / value(Measure.ITEMS);
    }
}
