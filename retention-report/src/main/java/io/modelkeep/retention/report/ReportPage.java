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
 * An HTML page that shows a plan: its policy, and a chart, a table and the totals of each part. Immutable.
 *
 * <p>The page is self-contained. It loads nothing from a server, and its content security policy forbids loading. It
 * has the same content without its script, and follows the reader's setting of light or dark colors. The same plan
 * always gives the same page.
 *
 * <p>A chart has at most {@value #MAX_MARKS} marks and a table at most {@value #MAX_ROWS} rows. Kept items are shown
 * before items to delete. The page states what it omits.
 */
public final class ReportPage {

    /** The maximum number of items that one chart shows. */
    public static final int MAX_MARKS = 2_000;

    /** The maximum number of items that one table shows. */
    public static final int MAX_ROWS = 5_000;

    /** The maximum number of parts with a separate section. */
    public static final int MAX_PARTS = 200;

    /** The minimum number of marks for a part with more items. A chart with fewer marks would show little. */
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

    /** Creates the page of a plan. */
    public static ReportPage of(RetentionPlan plan) {
        return new ReportPage(plan, ReportOutcomes.NONE, List.of());
    }

    /** Returns a copy of this page with the outcomes of an audit log and its unacknowledged alarms. */
    public ReportPage with(AuditHistory history) {
        Objects.requireNonNull(history, "history");
        return new ReportPage(
                plan, (kind, parent, id) -> history.of(kind, parent, id).map(ReportOutcomes::word), history.alarms());
    }

    public ReportPage with(ReportOutcomes known) {
        return new ReportPage(plan, known, alarms);
    }

    /**
     * Writes the page to a file that only its owner may read, where the file system has such rights. The page is
     * written to a temporary file in the same directory, which is moved into place when it is complete.
     *
     * @throws UncheckedIOException if the file cannot be written, or is a symbolic link
     */
    public void write(Path file) {
        new AtomicFile("report", file).write(out -> {
            Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(page);
            page.flush();
        });
    }

    /**
     * Writes the page and leaves the output open. The page declares UTF-8 as its encoding.
     *
     * @throws UncheckedIOException if the page cannot be written
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
