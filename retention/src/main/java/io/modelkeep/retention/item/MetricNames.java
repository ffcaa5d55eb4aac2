package io.modelkeep.retention.item;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The metrics that a policy names, sorted. All items share one instance, so that an item stores only numbers. */
public final class MetricNames {

    /** No names. */
    public static final MetricNames NONE = new MetricNames(List.of());

    private final List<String> names;

    private MetricNames(List<String> names) {
        this.names = names;
    }

    /** Returns these names, sorted and without duplicates. */
    public static MetricNames of(Collection<String> names) {
        return names.isEmpty() ? NONE : new MetricNames(List.copyOf(new TreeSet<>(names)));
    }

    /** Returns the names, sorted. */
    public List<String> names() {
        return names;
    }

    /** Returns the index of a name, or a negative number if it is not among these names. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** Returns the values of the metrics with these names. */
    public MetricValues values(Map<String, Double> metrics) {
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            Double value = metrics.get(names.get(i));
            values[i] = value == null ? Double.NaN : value;
        }
        return new MetricValues(this, values);
    }
}
