package io.modelkeep.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The middle of several values, with the lowest and the highest of them. */
record Median(double value, double lowest, double highest) {

    /** Computes the median of at least one value. For an even number, it is the mean of the two in the middle. */
    static Median of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double value = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Median(value, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Computes the median of the ratios of values to the others at the same index. */
    static Median ofRatios(List<Double> values, List<Double> others) {
        return of(IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / others.get(i))
                .toList());
    }

    /** Returns the text for a table, a ratio with its spread. */
    String ratio() {
        return String.format(Locale.ROOT, "%.2f (%.2f..%.2f)", value, lowest, highest);
    }
}
