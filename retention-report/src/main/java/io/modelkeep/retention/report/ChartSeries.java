package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.policy.MetricGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The values of one chart, one for each decision of a part. A missing value is NaN. Immutable. */
public final class ChartSeries {

    /** The maximum number of charts for one part. */
    public static final int MAX_CHARTS = 6;

    private final String name;
    private final @Nullable ReportMetric metric;
    private final double[] values;
    private final double low;
    private final double high;

    private ChartSeries(String name, @Nullable ReportMetric metric, double[] values) {
        this.name = name;
        this.metric = metric;
        this.values = values;
        this.low = lowest(values);
        this.high = highest(values);
    }

    /**
     * Returns a series for each metric that some item has. If there are no such metrics, returns one series of the
     * sizes, which may be empty.
     */
    static List<ChartSeries> of(List<Decision> decisions, List<ReportMetric> metrics) {
        List<ChartSeries> all = new ArrayList<>();
        for (ReportMetric metric : metrics) {
            ChartSeries series = new ChartSeries(
                    metric.name(),
                    metric,
                    decisions.stream()
                            .mapToDouble(decision -> metric.of(decision.item()))
                            .toArray());
            if (!series.isEmpty() && all.size() < MAX_CHARTS) {
                all.add(series);
            }
        }
        if (all.isEmpty()) {
            double[] sizes = decisions.stream()
                    .map(decision -> decision.item().sizeBytes())
                    .mapToDouble(size -> size.isPresent() ? (double) size.getAsLong() : Double.NaN)
                    .toArray();
            all.add(new ChartSeries("size", null, sizes));
        }
        return all;
    }

    String name() {
        return name;
    }

    Optional<MetricGoal> goal() {
        return metric == null ? Optional.empty() : metric.goal();
    }

    /** Returns whether no decision has a value. */
    boolean isEmpty() {
        return Double.isInfinite(low);
    }

    boolean isMissing(int index) {
        return Double.isNaN(values[index]);
    }

    double value(int index) {
        return values[index];
    }

    int missing() {
        int missing = 0;
        for (double value : values) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        return missing;
    }

    ChartAxis axis() {
        return metric == null ? ChartAxis.bytes(high) : ChartAxis.up(low, high);
    }

    String written(double value) {
        return metric == null ? ReportText.bytes(value) : ReportText.decimal(value, ReportText.decimals(low, high));
    }

    /** Returns the range from the lowest to the highest value, as text. */
    String range() {
        return written(low) + " to " + written(high);
    }

    /**
     * Returns the index of the best decision among those that are kept as the best. Of equal values, the first one
     * wins.
     */
    OptionalInt best(List<Decision> decisions) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            boolean counts = metric != null && !isMissing(i) && metric.isBest(decisions.get(i));
            if (counts && (best < 0 || better(values[i], values[best]))) {
                best = i;
            }
        }
        return best < 0 || goal().isEmpty() ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Returns whether a decision is kept as one of the best. */
    boolean isBest(Decision decision) {
        return metric != null && metric.isBest(decision);
    }

    private boolean better(double value, double other) {
        return goal().orElse(MetricGoal.MAX) == MetricGoal.MIN ? value < other : value > other;
    }

    static double lowest(double[] values) {
        double lowest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            lowest = value < lowest ? value : lowest;
        }
        return lowest;
    }

    static double highest(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            highest = value > highest ? value : highest;
        }
        return highest;
    }
}
