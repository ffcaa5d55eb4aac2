package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricValues;
import io.modelkeep.retention.policy.MetricGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A metric that a policy names, and its goal if the policy ranks items by it. Immutable. */
final class ReportMetric {

    private static final String BEST = "keep-best=";
    private static final String NAMED = "metric=";

    private final String name;
    private final @Nullable MetricGoal goal;
    private final Set<String> rules;

    private ReportMetric(String name, @Nullable MetricGoal goal, Set<String> rules) {
        this.name = name;
        this.goal = goal;
        this.rules = Set.copyOf(rules);
    }

    /** Returns the metrics of a policy in written form. Ranking metrics come first, and each group is sorted. */
    static List<ReportMetric> of(List<String> rules) {
        TreeMap<String, ReportMetric> ranked = new TreeMap<>();
        TreeSet<String> named = new TreeSet<>();
        for (String rule : rules) {
            if (rule.startsWith(BEST)) {
                best(rule).ifPresent(metric -> ranked.merge(metric.name, metric, ReportMetric::and));
            } else if (rule.startsWith(NAMED)) {
                named.add(rule.substring(NAMED.length()));
            }
        }
        named.removeAll(ranked.keySet());
        List<ReportMetric> metrics = new ArrayList<>(ranked.values());
        named.forEach(name -> metrics.add(new ReportMetric(name, null, Set.of())));
        return metrics;
    }

    /**
     * Returns the metric of a rule like {@code keep-best=NAME:max} or {@code keep-best=NAME:max:2}. The rule is read
     * from the right, because a name may contain colons.
     */
    private static Optional<ReportMetric> best(String rule) {
        int end = rule.length();
        for (int words = 0; words < 2 && end > BEST.length(); words++) {
            int colon = rule.lastIndexOf(':', end - 1);
            for (MetricGoal goal : MetricGoal.values()) {
                if (colon > BEST.length() && goal.written().equals(rule.substring(colon + 1, end))) {
                    return Optional.of(new ReportMetric(rule.substring(BEST.length(), colon), goal, Set.of(rule)));
                }
            }
            end = colon;
        }
        return Optional.empty();
    }

    /** Merges two rules that rank by the same metric. If their goals differ, the metric has no goal. */
    private ReportMetric and(ReportMetric other) {
        Set<String> all = new TreeSet<>(rules);
        all.addAll(other.rules);
        return new ReportMetric(name, goal == other.goal ? goal : null, all);
    }

    String name() {
        return name;
    }

    Optional<MetricGoal> goal() {
        return Optional.ofNullable(goal);
    }

    /** Returns the value of an item, or NaN if it has none. */
    double of(Item item) {
        MetricValues values = item.values();
        int index = values.names().indexOf(name);
        return index < 0 ? Double.NaN : values.at(index);
    }

    /** Reports whether an item is kept because it is one of the best by this metric. */
    boolean isBest(Decision decision) {
        return decision.reasons().stream().anyMatch(rules::contains);
    }
}
