package io.modelkeep.retention.report;

import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.internal.file.AtomicFile;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A plan as one page of HTML to look at: what was asked for, and for each part a chart, a table and the totals. Immutable.
 *
 * <p>The page needs nothing else: it asks no server for anything and forbids it to itself, reads the same without its script,
 * and follows the reader's choice of light or dark. The same plan is always the same page. A chart has at most
 * {@value #MAX_MARKS} marks and a table at most {@value #MAX_ROWS} rows, what is kept before what is deleted; what is left out
 * is told.
 */
public final class ReportPage {

    /** The most items that one chart shows. */
    public static final int MAX_MARKS = 2_000;

    /** The most items that one table shows. */
    public static final int MAX_ROWS = 5_000;

    /** The most parts with a section of their own. */
    public static final int MAX_PARTS = 200;

    /** A chart of fewer of more items would show little. */
    static final int LEAST_MARKS = 200;

    private static final int ALL_MARKS = 20 * MAX_MARKS;
    private static final int ALL_ROWS = 5 * MAX_ROWS;

    private final RetentionPlan plan;
    private final ReportOutcomes outcomes;
    private final List<AuditHistory.Alarm> alarms;

    private ReportPage(RetentionPlan plan, ReportOutcomes outcomes, List<AuditHistory.Alarm> alarms) {
        this.plan = Objects.requireNonNull(plan, "plan");
        this.outcomes = outcomes;
        this.alarms = alarms;
    }

    /** The page of a plan. */
    public static ReportPage of(RetentionPlan plan) {
        return new ReportPage(plan, ReportOutcomes.NONE, List.of());
    }

    /** The same with the outcomes of a record, and its alarms that no user has acknowledged. */
    public ReportPage with(AuditHistory history) {
        Objects.requireNonNull(history, "history");
        return new ReportPage(
                plan, (kind, parent, id) -> history.of(kind, parent, id).map(ReportOutcomes::word), history.alarms());
    }

    public ReportPage with(ReportOutcomes known) {
        return new ReportPage(plan, known, alarms);
    }

    /**
     * Writes the page to a file that only its owner may read, where the file system has such rights: beside its place first,
     * and moved there once it is whole.
     *
     * @throws UncheckedIOException it cannot be written, or a symbolic link is in its place
     */
    public void write(Path file) {
        new AtomicFile("report", file).write(out -> {
            Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(page);
            page.flush();
        });
    }

    /**
     * Writes the page; what it is written to stays open. It says of itself that it is UTF-8.
     *
     * @throws UncheckedIOException it cannot be written
     */
    public void write(Appendable out) {
        HtmlWriter html = new HtmlWriter(out);
        ReportHead head = new ReportHead(html);
        ReportSummary summary = new ReportSummary(html, plan, outcomes, alarms);
        html.open("html", "lang", "en");
        head.write(summary.title());
        html.block("body");
        head.marks();
        html.block("main");
        summary.write();
        parts(html);
        html.close();
        head.script();
        html.close().close().own("\n");
    }

    private void parts(HtmlWriter html) {
        List<ReportMetric> metrics = ReportMetric.of(plan.policy());
        ReportSection section = new ReportSection(html, metrics, outcomes, ALL_MARKS, ALL_ROWS);
        for (int i = 0; i < Math.min(plan.parts().size(), MAX_PARTS); i++) {
            section.write(plan.parts().get(i), i + 1);
        }
        if (plan.parts().size() > MAX_PARTS) {
            html.block("p", "class", "quiet")
                    .text("The plan has " + ReportText.count(plan.parts().size() - MAX_PARTS) + " more parts.")
                    .close();
        }
    }
}
