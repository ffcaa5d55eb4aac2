package io.modelkeep.retention.policy;

import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.item.MetricNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rules and settings of a policy in the form in which the planner evaluates them. Immutable.
 *
 * @param keepRules the rules that keep items, in the order of their written forms
 * @param keptNames the names of {@code keep=}, each of which must exist
 * @param namesIfPresent the names of {@code keep-if-present=}
 * @param protectedNames the names of {@code protect=}, each of which must exist
 * @param metrics the metrics that are read with the items
 * @param maxDeletions the maximum number of items that a plan may delete
 * @param maxDeleteFraction the maximum share of the items of a part that may be deleted
 */
public record PolicyContent(
        List<Rule> keepRules,
        ItemSelector keptNames,
        ItemSelector namesIfPresent,
        ItemSelector protectedNames,
        MetricNames metrics,
        OptionalLong maxDeletions,
        Optional<BigDecimal> maxDeleteFraction) {

    /** Reports whether a rule compares times with the clock. A wrong clock could then delete items that should stay. */
    public boolean dependsOnClock() {
        return keepRules.stream().anyMatch(Rule::dependsOnClock);
    }
}
