package io.modelkeep.retention.item;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The metrics of one item: an array of numbers whose names are shared between items. Immutable. */
public final class MetricValues {

    static final MetricValues NONE = new MetricValues(MetricNames.NONE, new double[0]);

    private final MetricNames names;

    /** The values, one for each name. A value is NaN if there is no finite number. */
    private final double[] values;

    /** Creates values from an array, which this object owns and may change. */
    public MetricValues(MetricNames names, double[] values) {
        this.names = names;
        this.values = values;
        for (int i = 0; i < values.length; i++) {
            // Adding 0.0 turns -0.0 into 0.0. The two zeros would compare as different numbers.
            values[i] = Double.isFinite(values[i]) ? values[i] + 0.0 : Double.NaN;
        }
    }

    /** Returns the names of the metrics. */
    public MetricNames names() {
        return names;
    }

    /** Returns the value at an index of the names, or NaN if there is no value. */
    public double at(int index) {
        return values[index];
    }

    OptionalDouble of(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "metric " + name + " was not read; add it to the policy as metric=" + name);
        }
        return Double.isNaN(values[index]) ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
    }

    /** Returns the finite values by name, sorted by name. */
    public Map<String, Double> toMap() {
        Map<String, Double> map = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                map.put(names.names().get(i), values[i]);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricValues that && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }
}
