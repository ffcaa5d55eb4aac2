package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.Column;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.ListWriter;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.retention.plan.ItemTotals;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.spi.SafeText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The output of a plan's totals, for each run or model and overall. */
final class PlanOutput {

    private static final int MAX_LINE = 1024;

    private static final ResourceView<Sum> SUM = new ResourceView<>(
            Sum::fields,
            List.of(
                    new Column<>("ID", Sum::id),
                    new Column<>("SEEN", sum -> Long.toString(sum.totals().seen())),
                    new Column<>("KEEP", sum -> Long.toString(sum.totals().kept())),
                    new Column<>("DELETE", sum -> Long.toString(sum.totals().deleted())),
                    new Column<>("BYTES", sum -> text(sum.totals().deletedBytes())),
                    new Column<>("PROBLEM", Sum::problem)));

    private final Output out;
    private final Format format;

    PlanOutput(Output out, Format format) {
        this.out = out;
        this.format = format;
    }

    /**
     * Prints the totals.
     *
     * @param file the file that the plan was written to, or null if it was not written
     */
    void write(RetentionPlan plan, @Nullable Path file) {
        switch (format) {
            case TABLE -> people(plan, file);
            case JSON -> out.line(JsonLine.of(document(plan, file)));
            case JSONL -> plan.parts().forEach(part -> out.line(JsonLine.of(fields(part))));
        }
        out.flush();
    }

    private void people(RetentionPlan plan, @Nullable Path file) {
        ListWriter<Sum> table = format.list(out, SUM);
        plan.parts().forEach(part -> table.add(new Sum(part.parent(), part.totals(), word(part))));
        if (plan.parts().size() > 1) {
            table.add(new Sum("total", plan.totals(), ""));
        }
        table.end();
        out.line("");
        if (file == null) {
            out.line(
                    "Nothing was deleted. To save the plan, so that it can be explained and applied, add: -f plan.json");
        } else {
            out.line("Nothing was deleted. To see each decision: modelkeep retention explain " + shown(file));
            out.line("To apply the plan: modelkeep retention apply " + shown(file));
        }
    }

    private static String shown(Path file) {
        return SafeText.of(file.toString(), MAX_LINE);
    }

    private static String word(TargetPlan part) {
        return part.problem().map(TargetPlan.Problem::type).orElse("");
    }

    private static Map<String, Object> document(RetentionPlan plan, @Nullable Path file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("provider", plan.provider());
        document.put("origin", plan.origin());
        document.put("account", plan.account());
        document.put("policy", plan.policy());
        document.put("plannedAt", plan.plannedAt().toString());
        document.put("digest", plan.digest());
        if (file != null) {
            document.put("file", file.toString());
        }
        document.put("parts", plan.parts().stream().map(PlanOutput::fields).toList());
        document.put("totals", totals(plan.totals()));
        return document;
    }

    private static Map<String, Object> fields(TargetPlan part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
        fields.put("id", part.parent());
        fields.putAll(totals(part.totals()));
        if (!part.notes().isEmpty()) {
            fields.put("notes", part.notes());
        }
        part.problem()
                .ifPresent(
                        problem -> fields.put("problem", Map.of("type", problem.type(), "message", problem.message())));
        return fields;
    }

    /** Returns the numbers of items, and of bytes where known. */
    static Map<String, Object> totals(ItemTotals totals) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seen", totals.seen());
        fields.put("kept", totals.kept());
        fields.put("deleted", totals.deleted());
        totals.keptBytes().ifPresent(bytes -> fields.put("keptBytes", bytes));
        totals.deletedBytes().ifPresent(bytes -> fields.put("deletedBytes", bytes));
        return fields;
    }

    private static String text(OptionalLong value) {
        return Stream.of(value)
                .filter(OptionalLong::isPresent)
                .map(known -> Long.toString(known.getAsLong()))
                .findFirst()
                .orElse("");
    }

    private record Sum(String id, ItemTotals totals, String problem) {

        Map<String, Object> fields() {
            return PlanOutput.totals(totals);
        }
    }
}
