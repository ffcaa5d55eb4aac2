package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A column of a report's table.
 *
 * @param key the name of the column in the address of the page
 * @param title the header
 * @param number whether the cells are numbers, which are aligned to the right
 * @param text returns the text of a cell, empty if there is no value
 * @param order returns the number that rows are sorted by, empty if they are sorted by the text
 */
public record ReportColumn(
        String key, String title, boolean number, Function<Item, String> text, Function<Item, String> order) {

    /** The maximum number of metrics in one table. */
    public static final int MAX_METRICS = 8;

    private static final int MAX_NAME = 256;

    /** Returns the columns that have a value for at least one item. */
    static List<ReportColumn> of(TargetPlan part, List<ReportMetric> metrics) {
        List<Item> items = part.decisions().stream().map(Decision::item).toList();
        List<ReportColumn> all = new ArrayList<>();
        all.add(whole("step", "Step", Item::step));
        all.add(whole("number", "Version", Item::number));
        all.add(text("id", "Id", ReportColumn::id));
        all.add(text(
                "name",
                "Name",
                item -> item.name().map(name -> ReportText.cut(name, MAX_NAME)).orElse("")));
        for (int i = 0; i < Math.min(metrics.size(), MAX_METRICS); i++) {
            all.add(metric("metric" + (i + 1), metrics.get(i), items));
        }
        all.add(text(
                "created",
                "Created, UTC",
                item -> item.createdAt().map(ReportText::time).orElse("")));
        all.add(number("size", "Size", ReportColumn::size, item -> order(item.sizeBytes())));
        all.add(text("state", "State", ReportColumn::state));
        all.add(text("aliases", "Aliases", item -> words(item.aliases())));
        all.add(text("tags", "Tags", item -> words(item.tags())));
        return all.stream().filter(column -> column.says(items)).toList();
    }

    private boolean says(List<Item> items) {
        Predicate<Item> empty = item -> text.apply(item).isEmpty();
        return !items.stream().allMatch(empty);
    }

    private static ReportColumn text(String key, String title, Function<Item, String> text) {
        return new ReportColumn(key, title, false, text, item -> "");
    }

    private static ReportColumn number(
            String key, String title, Function<Item, String> text, Function<Item, String> order) {
        return new ReportColumn(key, title, true, text, order);
    }

    private static ReportColumn whole(String key, String title, Function<Item, OptionalLong> value) {
        return number(
                key,
                title,
                item -> value.apply(item).stream()
                        .mapToObj(ReportText::count)
                        .findFirst()
                        .orElse(""),
                item -> order(value.apply(item)));
    }

    /** Creates the column of a metric. All rows have the same number of decimals, enough to distinguish the values. */
    private static ReportColumn metric(String key, ReportMetric metric, List<Item> items) {
        double[] values = items.stream().mapToDouble(metric::of).toArray();
        int decimals = ReportText.decimals(ChartSeries.lowest(values), ChartSeries.highest(values));
        return number(
                key,
                ReportText.cut(metric.name(), 120),
                item -> Double.isNaN(metric.of(item)) ? "" : ReportText.decimal(metric.of(item), decimals),
                item -> Double.isNaN(metric.of(item)) ? "" : String.valueOf(metric.of(item)));
    }

    private static String order(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "";
    }

    /** Returns the id, or an empty text if it repeats the step, as on W&amp;B Training. */
    private static String id(Item item) {
        OptionalLong step = item.step();
        return step.isPresent() && item.id().equals(String.valueOf(step.getAsLong()))
                ? ""
                : ReportText.cut(item.id(), MAX_NAME);
    }

    private static String size(Item item) {
        return item.sizeBytes().stream().mapToObj(ReportText::bytes).findFirst().orElse("");
    }

    private static String words(Optional<Set<String>> words) {
        return ReportText.cut(String.join(", ", words.orElse(Set.of())), MAX_NAME);
    }

    private static String state(Item item) {
        String state = item.state().map(text -> ReportText.cut(text, 120)).orElse("");
        return item.live().orElse(false) ? (state.isEmpty() ? "live" : state + ", live") : state;
    }
}
