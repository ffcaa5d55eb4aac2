package io.modelkeep.retention.internal.order;

import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.MetricValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader that selects the metrics that a policy names. A service usually reports the same metrics in the same order,
 * so each name is looked up only if it changed at its position. Not thread-safe.
 */
public final class MetricReading implements BiConsumer<String, @Nullable Double> {

    private static final int NOT_WANTED = -1;

    private final MetricNames wanted;
    private final Consumer<String> seen;

    /** The last name at each position. The array {@code targets} has the index of its value. */
    private final List<String> names = new ArrayList<>();

    private int[] targets = new int[8];

    private int next;
    private double[] values = new double[0];

    /**
     * Creates a reading of one list.
     *
     * @param wanted the metrics to select
     * @param seen receives the names of all listed metrics; may receive a name more than once
     */
    public MetricReading(MetricNames wanted, Consumer<String> seen) {
        this.wanted = wanted;
        this.seen = seen;
    }

    MetricValues of(Map<String, Double> metrics) {
        values = new double[wanted.names().size()];
        Arrays.fill(values, Double.NaN);
        next = 0;
        metrics.forEach(this);
        return new MetricValues(wanted, values);
    }

    @Override
    public void accept(String name, @Nullable Double value) {
        if (next == names.size() || !name.equals(names.get(next))) {
            learn(name);
        }
        int target = targets[next++];
        if (target != NOT_WANTED && value != null) {
            values[target] = value;
        }
    }

    private void learn(String name) {
        if (next == names.size()) {
            names.add(name);
            targets = next < targets.length ? targets : Arrays.copyOf(targets, next * 2);
        } else {
            names.set(next, name);
        }
        int target = wanted.indexOf(name);
        targets[next] = target < 0 ? NOT_WANTED : target;
        seen.accept(name);
    }
}
