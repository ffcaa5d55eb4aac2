package io.modelkeep.retention.report;

import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.ItemTotals;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The beginning of a page, above the parts: alarms, totals, outcomes, policy, account and the list of parts. */
public final class ReportSummary {

    /** The maximum number of parts in the list of parts. */
    public static final int MAX_PARTS = 2_000;

    /** The maximum number of outcomes. Genuine audit logs have few, but a file may be forged. */
    private static final int MAX_OUTCOMES = 50;

    private static final int MAX_ALARMS = 50;

    private final HtmlWriter html;
    private final RetentionPlan plan;
    private final ReportOutcomes outcomes;
    private final List<AuditHistory.Alarm> alarms;

    ReportSummary(HtmlWriter html, RetentionPlan plan, ReportOutcomes outcomes, List<AuditHistory.Alarm> alarms) {
        this.html = html;
        this.plan = plan;
        this.outcomes = outcomes;
        this.alarms = alarms;
    }

    /** Returns the title of the page. */
    String title() {
        String of = plan.parts().size() == 1
                ? ReportText.cut(plan.parts().get(0).parent(), 80)
                : ReportText.count(plan.parts().size()) + " parts";
        ItemTotals totals = plan.totals();
        return "Retention plan of " + of + ": " + ReportText.count(totals.deleted()) + " of "
                + ReportText.count(totals.seen()) + " to delete";
    }

    void write() {
        html.block("header");
        html.block("h1").text("Retention plan").close();
        html.block("p", "class", "lead").text(sentence()).close();
        alarms();
        problems();
        figures();
        html.close();
        applied();
        html.block("section", "aria-labelledby", "asked");
        html.block("h2", "id", "asked").text("Policy and account").close();
        html.block("div", "class", "columns");
        new ReportPolicy(html, plan).write();
        facts();
        html.close().close();
        if (plan.parts().size() > 1) {
            parts();
        }
    }

    private String sentence() {
        ItemTotals totals = plan.totals();
        String noun = plan.parts().stream().map(TargetPlan::kind).distinct().count() == 1
                ? ReportNames.noun(plan.parts().get(0).kind())
                : "item";
        return "Of " + ReportText.count(totals.seen(), noun) + ", " + ReportText.count(totals.kept())
                + (totals.kept() == 1 ? " stays" : " stay") + " and " + ReportText.count(totals.deleted())
                + (totals.deleted() == 1 ? " is" : " are") + " to be deleted.";
    }

    private void alarms() {
        for (AuditHistory.Alarm alarm : alarms.subList(0, Math.min(MAX_ALARMS, alarms.size()))) {
            html.block("p", "class", "problem")
                    .text("Alarm, not acknowledged: " + ReportText.cut(alarm.toString(), 1_000)
                            + ". More items than planned may have been deleted. Check the service now.")
                    .close();
        }
    }

    private void problems() {
        long failed =
                plan.parts().stream().filter(part -> part.problem().isPresent()).count();
        if (failed > 0) {
            html.block("p", "class", "problem")
                    .text(ReportText.count(failed) + " of "
                            + ReportText.count(plan.parts().size(), "part")
                            + " could not be planned; nothing of the failed parts is deleted.")
                    .close();
        }
    }

    private void figures() {
        ItemTotals totals = plan.totals();
        html.block("dl", "class", "figures");
        figure("Seen", ReportText.count(totals.seen()), "", "seen");
        figure("Kept", ReportText.count(totals.kept()), size(totals.kept(), totals.keptBytes()), "keep");
        figure(
                "To delete",
                ReportText.count(totals.deleted()),
                size(totals.deleted(), totals.deletedBytes()),
                "delete");
        html.close();
    }

    private void figure(String name, String number, String size, String style) {
        html.block("div", "class", style).leaf("dt", name).leaf("dd", number, "class", "large");
        if (!size.isEmpty()) {
            html.leaf("dd", size, "class", "quiet");
        }
        html.close();
    }

    private static String size(long count, OptionalLong bytes) {
        return count > 0 && bytes.isPresent() ? ReportText.bytes(bytes.getAsLong()) : "";
    }

    /** Writes the outcomes of the deletions, if any are known. */
    private void applied() {
        Map<String, Long> counts = new TreeMap<>();
        for (TargetPlan part : plan.parts()) {
            for (Decision decision : part.decisions()) {
                if (!decision.kept()) {
                    outcomes.of(part.kind(), part.parent(), decision.item().id())
                            .ifPresent(outcome -> counts.merge(outcome, 1L, Long::sum));
                }
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        long open = plan.totals().deleted()
                - counts.values().stream().mapToLong(Long::longValue).sum();
        if (open > 0) {
            counts.put("not applied yet", open);
        }
        html.block("section", "aria-labelledby", "applied");
        html.block("h2", "id", "applied").text("Outcomes").close();
        html.block("table", "class", "rules narrow");
        html.leaf("caption", "Outcomes of the planned deletions, from the audit log");
        html.block("thead").open("tr").leaf("th", "Outcome", "scope", "col");
        html.leaf("th", "Items", "scope", "col", "class", "number").close().close();
        html.block("tbody");
        counts.entrySet().stream()
                .limit(MAX_OUTCOMES)
                .forEach(entry -> html.block("tr")
                        .leaf("th", entry.getKey(), "scope", "row")
                        .leaf("td", ReportText.count(entry.getValue()), "class", "number")
                        .close());
        html.close().close().close();
    }

    private void facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Provider", plan.provider());
        facts.put("Service", plan.origin());
        plan.account().forEach((name, value) -> facts.put("Account: " + name, value));
        facts.put("Planned at", ReportText.time(plan.plannedAt()) + " UTC");
        facts.put("Digest", plan.digest());
        html.block("dl", "class", "facts");
        facts.forEach((name, value) -> html.block("div")
                .leaf("dt", ReportText.cut(name, 100))
                .leaf("dd", ReportText.cut(value, 300))
                .close());
        html.close();
    }

    private void parts() {
        List<TargetPlan> parts = plan.parts();
        html.block("section", "aria-labelledby", "parts");
        html.block("h2", "id", "parts").text("Parts").close();
        html.block("div", "class", "scroll", "role", "region", "aria-labelledby", "parts", "tabindex", "0");
        html.block("table", "class", "items", "id", "totals");
        html.leaf("caption", "Totals of each part, in the plan's order");
        html.block("thead").open("tr");
        head("of", "Run or model", "text");
        head("seen", "Seen", "number");
        head("kept", "Kept", "number");
        head("deleted", "To delete", "number");
        head("bytes", "Size to delete", "number");
        head("problem", "Problem", "text");
        html.close().close();
        html.block("tbody");
        for (int i = 0; i < Math.min(parts.size(), MAX_PARTS); i++) {
            row(parts.get(i), i + 1);
        }
        html.close().close().close();
        if (parts.size() > MAX_PARTS) {
            html.block("p", "class", "quiet")
                    .text("The plan has " + ReportText.count(parts.size() - MAX_PARTS) + " more parts.")
                    .close();
        }
        html.close();
    }

    private void head(String key, String title, String style) {
        html.leaf("th", title, "scope", "col", "data-key", key, "class", style);
    }

    private void row(TargetPlan part, int number) {
        ItemTotals totals = part.totals();
        html.block("tr").open("th", "scope", "row");
        String name = ReportText.cut(part.parent(), 200);
        if (number <= ReportPage.MAX_PARTS) {
            html.leaf("a", name, "href", "#part" + number).close();
        } else {
            html.text(name).close();
        }
        cell(totals.seen());
        cell(totals.kept());
        cell(totals.deleted());
        OptionalLong bytes = totals.deletedBytes();
        html.leaf(
                "td",
                size(totals.deleted(), bytes),
                "class",
                "number",
                "data-v",
                bytes.isPresent() ? String.valueOf(bytes.getAsLong()) : "");
        html.leaf("td", part.problem().map(TargetPlan.Problem::message).orElse(""));
        html.close();
    }

    private void cell(long count) {
        html.leaf("td", ReportText.count(count), "class", "number", "data-v", String.valueOf(count));
    }
}
