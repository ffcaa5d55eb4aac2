package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.ItemTotals;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The table of one part's items. It is complete without scripts, and the page's script makes it sortable. */
final class ReportTable {

    /** The length above which a text may wrap. */
    private static final int LONG = 36;

    private final HtmlWriter html;
    private final TargetPlan part;
    private final List<ReportColumn> columns;
    private final String id;
    private final BitSet shown;
    private final ReportOutcomes outcomes;
    private final boolean applied;

    /**
     * Creates the table of a part.
     *
     * @param id the prefix that distinguishes the elements of this table from those of other tables
     * @param most the maximum number of rows; kept items come first
     */
    ReportTable(
            HtmlWriter html,
            TargetPlan part,
            List<ReportMetric> metrics,
            ReportOutcomes outcomes,
            String id,
            int most) {
        this.html = html;
        this.part = part;
        this.columns = ReportColumn.of(part, metrics);
        this.outcomes = outcomes;
        this.applied =
                part.decisions().stream().anyMatch(decision -> outcome(decision).isPresent());
        this.id = id;
        this.shown = first(part.decisions(), most);
    }

    /** Writes the table and returns the number of its rows. */
    int write() {
        choices();
        String noun = ReportNames.noun(part.kind());
        String caption = "The " + noun + "s of " + ReportText.cut(part.parent(), 120) + ", the latest first";
        html.block("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        html.block("table", "class", "items", "id", id);
        html.leaf("caption", caption);
        header();
        html.block("tbody");
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            row(part.decisions().get(i));
        }
        html.close().close().close();
        missing();
        return shown.cardinality();
    }

    /** Writes radio buttons that the style sheet evaluates, so that they work without a script. */
    private void choices() {
        ItemTotals totals = part.totals();
        html.block("fieldset", "class", "choices").leaf("legend", "Show");
        choice("all", "All " + ReportText.count(totals.seen()));
        choice("kept", "Kept " + ReportText.count(totals.kept()));
        choice("deleted", "To delete " + ReportText.count(totals.deleted()));
        html.close();
    }

    private void choice(String which, String label) {
        String name = id + "-" + which;
        html.block("span");
        List<String> input =
                new ArrayList<>(List.of("type", "radio", "name", id + "-show", "id", name, "value", which));
        input.addAll(which.equals("all") ? List.of("checked", "checked") : List.of());
        html.empty("input", input.toArray(String[]::new));
        html.leaf("label", label, "for", name).close();
    }

    private void header() {
        html.block("thead").open("tr");
        columns.forEach(column -> head(column.key(), column.title(), column.number() ? "number" : "text"));
        head("decision", "Decision", "text");
        if (applied) {
            head("outcome", "Outcome", "text");
        }
        head("reasons", "Reasons", "text");
        html.close().close();
    }

    private void head(String key, String title, String style) {
        html.leaf("th", title, "scope", "col", "data-key", key, "class", style);
    }

    private void row(Decision decision) {
        html.block("tr", "class", decision.kept() ? "keep" : "delete");
        for (ReportColumn column : columns) {
            String text = column.text().apply(decision.item());
            String order = column.order().apply(decision.item());
            String style = column.number() ? "number" : text.length() > LONG ? "long" : "short";
            if (order.isEmpty()) {
                html.leaf("td", text, "class", style);
            } else {
                html.leaf("td", text, "class", style, "data-v", order);
            }
        }
        html.open("td", "class", "decision");
        html.leaf("span", decision.kept() ? "●" : "×", "class", "sign", "aria-hidden", "true");
        html.text(decision.kept() ? "keep" : "delete").close();
        if (applied) {
            html.leaf("td", outcome(decision).orElse(""));
        }
        html.leaf("td", ReportNames.reasons(decision)).close();
    }

    private Optional<String> outcome(Decision decision) {
        return outcomes.of(part.kind(), part.parent(), decision.item().id());
    }

    private void missing() {
        long all = part.decisions().size();
        if (shown.cardinality() < all) {
            html.block("p", "class", "quiet")
                    .text("The table shows " + ReportText.count(shown.cardinality()) + " of " + ReportText.count(all)
                            + ": kept items first, then the latest items to delete. The plan has the other "
                            + ReportText.count(all - shown.cardinality()) + ".")
                    .close();
        }
    }

    private static BitSet first(List<Decision> decisions, int most) {
        BitSet shown = new BitSet(decisions.size());
        int room = most;
        for (boolean kept : new boolean[] {true, false}) {
            for (int i = 0; i < decisions.size() && room > 0; i++) {
                if (decisions.get(i).kept() == kept) {
                    shown.set(i);
                    room--;
                }
            }
        }
        return shown;
    }
}
