package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.MetricMissingException;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.spi.SpellingSuggestion;
import java.util.Optional;
import java.util.TreeSet;

/** The rule that keeps the best finished items by a metric. Of equal values, the later item is better. */
record KeepBest(String metric, MetricGoal goal, int count, MissingMetric missing) implements Rule {

    private static final int MOST_NAMES_TOLD = 20;

    /** The rank of an item: its merit, then its place in the order. Greater is better. */
    private record Rank(double merit, int place) implements Comparable<Rank> {

        @Override
        public int compareTo(Rank other) {
            return compare(merit, place, other);
        }

        /** Compares a rank without creating an object, because there may be a million items. */
        static int compare(double merit, int place, Rank with) {
            int byMerit = Double.compare(merit, with.merit);
            return byMerit != 0 ? byMerit : Integer.compare(place, with.place);
        }
    }

    KeepBest with(MissingMetric treatment) {
        return new KeepBest(metric, goal, count, treatment);
    }

    @Override
    public String written() {
        return "keep-best=" + metric + ":" + goal.written() + (count == 1 ? "" : ":" + count);
    }

    @Override
    public Optional<Field> needs() {
        return Optional.of(Field.METRICS);
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int best = marks.reason(written());
        int unknown = marks.reason(Decision.MISSING_METRIC + metric);
        double[] values = lineup.values(metric);
        checkPresent(lineup, values);
        Optional<Rank> threshold = threshold(lineup, values);
        for (int i = 0; i < values.length; i++) {
            if (missing == MissingMetric.KEEP && Double.isNaN(values[i])) {
                marks.add(i, unknown);
            } else if (threshold.isPresent()
                    && isRanked(lineup, values, i)
                    && Rank.compare(merit(values[i]), lineup.place(i), threshold.get()) >= 0) {
                marks.add(i, best);
            }
        }
    }

    /**
     * Returns the lowest of the best ranks. Items of the same place with equal values share a rank, so all of them are
     * kept.
     */
    private Optional<Rank> threshold(OrderedItems lineup, double[] values) {
        TreeSet<Rank> best = new TreeSet<>();
        // From the end: a model usually improves during training, so fewer ranks are added and removed again.
        for (int position = values.length - 1; position >= 0; position--) {
            int i = lineup.at(position);
            if (isRanked(lineup, values, i)) {
                double merit = merit(values[i]);
                int place = lineup.place(i);
                if (best.size() < count) {
                    best.add(new Rank(merit, place));
                } else if (Rank.compare(merit, place, best.first()) > 0 && best.add(new Rank(merit, place))) {
                    best.pollFirst();
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best.first());
    }

    private boolean isRanked(OrderedItems lineup, double[] values, int i) {
        return lineup.counts(i) && (missing == MissingMetric.WORST || !Double.isNaN(values[i]));
    }

    private double merit(double value) {
        // Not negated, because that would turn zero into negative zero, which compares as lower.
        double merit = goal == MetricGoal.MAX ? value : 0.0 - value;
        return Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit;
    }

    private void checkPresent(OrderedItems lineup, double[] values) {
        int counting = 0;
        int lacking = 0;
        int without = 0;
        for (int position = 0; position < values.length; position++) {
            int i = lineup.at(position);
            if (lineup.counts(i)) {
                counting++;
                if (Double.isNaN(values[i])) {
                    without = i;
                    lacking++;
                }
            }
        }
        if (counting > 0 && lacking == counting) {
            throw new MetricMissingException(
                    lineup.subject() + ": no finished item has the metric " + metric + remedy(lineup));
        }
        if (lacking > 0 && missing == MissingMetric.FAIL) {
            throw new MetricMissingException(
                    lineup.subject() + ": " + lineup.item(without).id() + " lacks the metric " + metric
                            + ", and the policy has missing-metric=fail; use missing-metric=keep to keep it");
        }
    }

    private String remedy(OrderedItems lineup) {
        if (lineup.metricNames().isEmpty()) {
            return "";
        }
        return SpellingSuggestion.closest(metric, lineup.metricNames())
                .map(close -> "; did you mean " + close + "?")
                .orElseGet(() -> "; the listed metrics are "
                        + String.join(
                                ", ",
                                lineup.metricNames().stream()
                                        .sorted()
                                        .limit(MOST_NAMES_TOLD)
                                        .toList()));
    }
}
