package io.modelkeep.retention.report;

import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.ItemTotals;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.List;
import java.util.OptionalLong;

/** The section of a page about one part of a plan: its totals, notes, charts and table. */
final class ReportSection {

    private static final int MAX_NOTES = 100;

    private final HtmlWriter html;
    private final List<ReportMetric> metrics;
    private final ReportOutcomes outcomes;

    /** The number of marks that the page still has room for. */
    private int marks;

    /** The number of rows that the page still has room for. */
    private int rows;

    ReportSection(HtmlWriter html, List<ReportMetric> metrics, ReportOutcomes outcomes, int marks, int rows) {
        this.html = html;
        this.metrics = metrics;
        this.outcomes = outcomes;
        this.marks = marks;
        this.rows = rows;
    }

    void write(TargetPlan part, int number) {
        String id = "part" + number;
        html.block("section", "class", "part", "aria-labelledby", id);
        html.block("h2", "id", id).text(ReportText.cut(part.parent(), 200)).close();
        if (part.problem().isEmpty()) {
            html.block("p", "class", "quiet").text(sentence(part)).close();
        }
        part.problem()
                .ifPresent(problem -> html.block("p", "class", "problem")
                        .text("Not planned, so nothing of this part is deleted: " + problem.message() + " ("
                                + ReportText.cut(problem.type(), 100) + ")")
                        .close());
        notes(part.notes());
        if (!part.decisions().isEmpty()) {
            charts(part);
            table(part, "items" + number);
        }
        html.close();
    }

    private static String sentence(TargetPlan part) {
        ItemTotals totals = part.totals();
        String kind = part.kind() == ItemKind.CHECKPOINTS ? "Run" : "Model";
        return kind + " with " + ReportText.count(totals.seen(), ReportNames.noun(part.kind())) + ": "
                + ReportText.count(totals.kept()) + " kept" + size(totals.kept(), totals.keptBytes()) + ", "
                + ReportText.count(totals.deleted()) + " to delete" + size(totals.deleted(), totals.deletedBytes())
                + ".";
    }

    private static String size(long count, OptionalLong bytes) {
        return count > 0 && bytes.isPresent() ? " (" + ReportText.bytes(bytes.getAsLong()) + ")" : "";
    }

    private void notes(List<String> notes) {
        if (notes.isEmpty()) {
            return;
        }
        html.block("ul", "class", "notes");
        notes.stream()
                .limit(MAX_NOTES)
                .forEach(note ->
                        html.block("li").text(ReportText.cut(note, 1_000)).close());
        if (notes.size() > MAX_NOTES) {
            html.block("li")
                    .text("The plan has " + ReportText.count(notes.size() - MAX_NOTES, "more note") + ".")
                    .close();
        }
        html.close();
    }

    private void charts(TargetPlan part) {
        ChartTimeAxis x = ChartTimeAxis.of(part.decisions());
        List<ChartSeries> all = ChartSeries.of(part.decisions(), metrics);
        legend(metrics.stream().anyMatch(metric -> metric.goal().isPresent()));
        for (ChartSeries series : all) {
            int most = Math.min(marks, ReportPage.MAX_MARKS);
            if (most < Math.min(part.decisions().size(), ReportPage.LEAST_MARKS)) {
                full("chart");
                return;
            }
            marks -= new ReportChart(html, part, x, series, most).write();
        }
    }

    private void legend(boolean best) {
        html.block("p", "class", "legend");
        sign("kept", "kept");
        sign("deleted", "to delete");
        if (best) {
            sign("best", "best, by the policy");
        }
        sign("latest", "latest");
        html.close();
    }

    private void sign(String mark, String word) {
        html.open("span").open("svg", "width", "26", "height", "26", "aria-hidden", "true");
        if (!mark.equals("deleted")) {
            html.empty("use", "href", "#kept", "x", "13", "y", "13");
        }
        if (!mark.equals("kept")) {
            html.empty("use", "href", "#" + mark, "x", "13", "y", "13");
        }
        html.close().text(word).close();
    }

    private void table(TargetPlan part, String id) {
        int most = Math.min(rows, ReportPage.MAX_ROWS);
        if (most == 0) {
            full("table");
            return;
        }
        rows -= new ReportTable(html, part, metrics, outcomes, id, most).write();
    }

    private void full(String what) {
        html.block("p", "class", "quiet")
                .text("This page has no room for another " + what + "; the plan contains all items.")
                .close();
    }
}
