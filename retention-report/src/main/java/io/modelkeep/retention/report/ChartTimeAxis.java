package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The horizontal axis of a chart. It shows steps, otherwise creation times, otherwise version numbers, otherwise the
 * order of the decisions. Immutable.
 */
final class ChartTimeAxis {

    private final String title;
    private final ChartAxis axis;
    private final double[] values;

    private ChartTimeAxis(String title, ChartAxis axis, double[] values) {
        this.title = title;
        this.axis = axis;
        this.values = values;
    }

    /** Returns the axis for at least one decision. */
    static ChartTimeAxis of(List<Decision> decisions) {
        if (all(decisions, item -> item.step().isPresent())) {
            return whole("step", decisions, item -> (double) item.step().orElse(0));
        }
        if (all(decisions, item -> item.createdAt().isPresent())) {
            return times(decisions);
        }
        if (all(decisions, item -> item.number().isPresent())) {
            return whole("version", decisions, item -> (double) item.number().orElse(0));
        }
        double[] order = new double[decisions.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (double) order.length - i;
        }
        return new ChartTimeAxis("order, the latest last", ChartAxis.across(1, order.length), order);
    }

    /** Returns the title of the axis. */
    String title() {
        return title;
    }

    ChartAxis axis() {
        return axis;
    }

    /** Returns the relative position of a decision on the axis, from 0 to 1. */
    double place(int index) {
        return axis.place(values[index]);
    }

    private static boolean all(List<Decision> decisions, Predicate<Item> known) {
        return decisions.stream().map(Decision::item).allMatch(known);
    }

    private static ChartTimeAxis whole(String title, List<Decision> decisions, ToDoubleFunction<Item> value) {
        double[] values = values(decisions, value);
        return new ChartTimeAxis(
                title, ChartAxis.across(ChartSeries.lowest(values), ChartSeries.highest(values)), values);
    }

    private static ChartTimeAxis times(List<Decision> decisions) {
        double[] values = values(decisions, item ->
                (double) item.createdAt().map(Instant::getEpochSecond).orElse(0L));
        Instant first = Instant.ofEpochSecond((long) ChartSeries.lowest(values));
        Instant last = Instant.ofEpochSecond((long) ChartSeries.highest(values));
        String day = ReportText.time(first).substring(0, ReportText.time(first).indexOf(' '));
        String title =
                ReportText.time(last).startsWith(day) ? "time of creation, UTC, " + day : "time of creation, UTC";
        return new ChartTimeAxis(title, TimeTicks.axis(first, last), values);
    }

    private static double[] values(List<Decision> decisions, ToDoubleFunction<Item> value) {
        return decisions.stream().map(Decision::item).mapToDouble(value).toArray();
    }
}
