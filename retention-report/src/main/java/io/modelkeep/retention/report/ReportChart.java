package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.MetricGoal;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A chart of the values of one part's items. Horizontal lengths are percentages and all other lengths are pixels. The
 * chart therefore fills the available width, and its texts keep their size.
 */
final class ReportChart {

    private static final int TOP = 26;
    private static final int HEIGHT = 220;
    private static final int BAND = 30;
    private static final int FOOT = 46;

    /** The number of marks above which each mark is drawn smaller. */
    private static final int DENSE = 500;

    private final HtmlWriter html;
    private final ItemKind kind;
    private final List<Decision> decisions;
    private final ChartTimeAxis x;
    private final ChartSeries series;
    private final ChartAxis y;
    private final OptionalInt best;
    private final BitSet shown;
    private final int plot;
    private final int band;

    ReportChart(HtmlWriter html, TargetPlan part, ChartTimeAxis x, ChartSeries series, int most) {
        this.html = html;
        this.kind = part.kind();
        this.decisions = part.decisions();
        this.x = x;
        this.series = series;
        this.y = series.axis();
        this.best = series.best(decisions);
        BitSet first = new BitSet();
        first.set(0);
        best.ifPresent(first::set);
        this.shown = ChartSelection.of(decisions, most, first);
        this.plot = series.isEmpty() ? 0 : HEIGHT;
        this.band = series.missing() > 0 ? BAND : 0;
    }

    /** Writes the chart and returns the number of its marks. */
    int write() {
        int foot = TOP + plot + band + (series.isEmpty() ? BAND : 0);
        html.block("figure", "class", "chart");
        caption();
        html.block(
                "svg",
                "class",
                shown.cardinality() > DENSE ? "plot dense" : "plot",
                "role",
                "img",
                "aria-label",
                alternative(),
                "height",
                String.valueOf(foot + FOOT));
        grid(foot);
        line();
        marks(false);
        marks(true);
        labels();
        html.close();
        thinned();
        html.close();
        return shown.cardinality();
    }

    private void caption() {
        html.block("figcaption");
        if (series.isEmpty()) {
            html.text("Kept and deleted, by " + x.title());
        } else {
            html.leaf("b", ReportText.cut(series.name(), 120)).text(" by " + x.title());
        }
        series.goal()
                .ifPresent(goal -> html.text(" ")
                        .leaf(
                                "span",
                                goal == MetricGoal.MAX ? "higher is better" : "lower is better",
                                "class",
                                "quiet"));
        html.close();
    }

    private String alternative() {
        StringBuilder text = new StringBuilder("Chart of ")
                .append(series.isEmpty() ? "kept and deleted items" : ReportText.cut(series.name(), 120))
                .append(" by ")
                .append(x.title())
                .append(". ");
        if (!series.isEmpty()) {
            text.append("Values from ").append(series.range()).append(". ");
        }
        best.ifPresent(index -> text.append("Best: ").append(described(index)).append(". "));
        text.append("Latest: ").append(described(0)).append(". ");
        if (band > 0 && plot > 0) {
            text.append(ReportText.count(series.missing())).append(" without a value. ");
        }
        return text.append("The table below has the numbers.").toString();
    }

    private String described(int index) {
        String item = ReportNames.item(kind, decisions.get(index).item());
        return series.isMissing(index) ? item : series.written(series.value(index)) + " at " + item;
    }

    private void grid(int foot) {
        if (plot > 0) {
            for (ChartAxis.Tick tick : y.ticks()) {
                String at = pixels(height(tick.value()));
                html.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", at, "y2", at);
                html.leaf("text", tick.label(), "class", "tick end", "x", "-10", "y", at, "dy", "4");
            }
            if (band > 0) {
                lane("no value", bandHeight(true));
            }
        } else {
            lane("kept", bandHeight(true));
            lane("delete", bandHeight(false));
        }
        String at = String.valueOf(foot);
        html.empty("line", "class", "axis", "x1", "0", "x2", "100%", "y1", at, "y2", at);
        int number = 0;
        for (ChartAxis.Tick tick : x.axis().ticks()) {
            String place = percent(x.axis().place(tick.value()));
            String odd = number++ % 2 == 1 ? " odd" : "";
            html.empty("line", "class", "axis", "x1", place, "x2", place, "y1", at, "y2", String.valueOf(foot + 5));
            html.leaf("text", tick.label(), "class", "tick mid" + odd, "x", place, "y", String.valueOf(foot + 19));
        }
        html.leaf("text", x.title(), "class", "tick end", "x", "100%", "y", String.valueOf(foot + 38));
    }

    private void lane(String label, double at) {
        html.leaf("text", label, "class", "tick end", "x", "-10", "y", pixels(at), "dy", "4");
    }

    /** Joins the values with a faint line that guides the eye. */
    private void line() {
        if (plot == 0) {
            return;
        }
        StringBuilder points = new StringBuilder();
        for (int i = shown.length() - 1; i >= 0; i = shown.previousSetBit(i - 1)) {
            if (!series.isMissing(i)) {
                points.append(points.isEmpty() ? "" : " ")
                        .append(String.format(Locale.ROOT, "%.0f", x.place(i) * 10_000))
                        .append(',')
                        .append(pixels(height(series.value(i)) - TOP));
            }
        }
        html.open(
                "svg",
                "y",
                String.valueOf(TOP),
                "width",
                "100%",
                "height",
                String.valueOf(plot),
                "viewBox",
                "0 0 10000 " + plot,
                "preserveAspectRatio",
                "none");
        html.empty("polyline", "class", "way", "vector-effect", "non-scaling-stroke", "points", points.toString());
        html.close();
    }

    /** Draws the marks of the kept items or of the other items. Kept items are drawn last, above the others. */
    private void marks(boolean kept) {
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            Decision decision = decisions.get(i);
            if (decision.kept() == kept) {
                html.block("g").leaf("title", tip(i));
                String left = percent(x.place(i));
                String at = pixels(mark(i));
                html.empty("use", "href", kept ? "#kept" : "#deleted", "x", left, "y", at);
                if (series.isBest(decision)) {
                    html.empty("use", "href", "#best", "x", left, "y", at);
                }
                if (decision.reasons().contains(Decision.LATEST)) {
                    html.empty("use", "href", "#latest", "x", left, "y", at);
                }
                html.close();
            }
        }
    }

    private String tip(int index) {
        Decision decision = decisions.get(index);
        StringBuilder tip = new StringBuilder(ReportNames.item(kind, decision.item()));
        if (!series.isMissing(index)) {
            tip.append(": ").append(series.written(series.value(index)));
        }
        return tip.append(decision.kept() ? "; kept: " + ReportNames.reasons(decision) : "; to delete")
                .toString();
    }

    private void labels() {
        String latest = "latest";
        if (best.isPresent() && best.getAsInt() == 0) {
            latest = "best";
        } else if (best.isPresent()) {
            int index = best.getAsInt();
            double place = x.place(index);
            // Beyond the best value there are no marks that the label could cover. Near the foot it would cover the
            // ticks.
            boolean below = series.goal().orElse(MetricGoal.MAX) == MetricGoal.MIN && mark(index) < TOP + plot - 30;
            int off = below ? 25 : -15;
            html.leaf(
                    "text",
                    "best " + series.written(series.value(index)),
                    "class",
                    "label " + (place < 0.15 ? "start" : place > 0.85 ? "end" : "mid"),
                    "x",
                    percent(place),
                    "y",
                    pixels(mark(index) + off));
        }
        // The latest item is at the right end, where there is room for its label.
        html.leaf(
                "text",
                latest,
                "class",
                "label",
                "x",
                percent(x.place(0)),
                "y",
                pixels(mark(0)),
                "dx",
                "16",
                "dy",
                "4");
    }

    private void thinned() {
        int all = decisions.size();
        if (shown.cardinality() < all) {
            long kept = decisions.stream().filter(Decision::kept).count();
            long keptShown = shown.stream().filter(i -> decisions.get(i).kept()).count();
            html.leaf(
                    "p",
                    "The chart shows " + some(keptShown, kept) + " kept and "
                            + some(shown.cardinality() - keptShown, all - kept) + " to delete, evenly chosen.",
                    "class",
                    "quiet");
        }
    }

    private static String some(long shown, long all) {
        return shown == all ? "all " + ReportText.count(all) : ReportText.count(shown) + " of " + ReportText.count(all);
    }

    private double mark(int index) {
        return plot > 0 && !series.isMissing(index)
                ? height(series.value(index))
                : bandHeight(plot > 0 || decisions.get(index).kept());
    }

    private double height(double value) {
        return TOP + plot * (1 - y.place(value));
    }

    private double bandHeight(boolean upper) {
        return TOP + plot + (plot > 0 ? 16 : upper ? 8 : 38);
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.2f%%", place * 100);
    }

    private static String pixels(double height) {
        return String.format(Locale.ROOT, "%.1f", height);
    }
}
