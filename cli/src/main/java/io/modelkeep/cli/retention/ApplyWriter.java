package io.modelkeep.cli.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.JsonLine;
import io.modelkeep.cli.output.Output;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.audit.TargetReport;
import io.modelkeep.spi.SafeText;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A writer for the report of an applied plan. The text form lists the items that need attention, and the JSON forms
 * list every item.
 */
public final class ApplyWriter {

    private static final int MAX_LINE = 1024;

    /**
     * The outcomes that are only counted. Items that were not attempted are many and alike, so their number and the
     * reason are enough.
     */
    private static final Set<DeleteOutcome> ONLY_COUNTED =
            EnumSet.of(DeleteOutcome.DELETED, DeleteOutcome.NOT_ATTEMPTED);

    private final Output out;
    private final Format format;

    ApplyWriter(Output out, Format format) {
        this.out = out;
        this.format = format;
    }

    /**
     * Prints the report.
     *
     * @param audit the file that recorded the deletions
     */
    void write(ExecutionReport report, Path audit) {
        switch (format) {
            case TABLE -> people(report, audit);
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>(report.toMap());
                document.put("audit", audit.toString());
                out.line(JsonLine.of(document));
            }
            case JSONL -> report.parts().forEach(this::lines);
        }
        out.flush();
    }

    private void people(ExecutionReport report, Path audit) {
        boolean several = report.parts().size() > 1;
        for (TargetReport part : report.parts()) {
            part.results().stream()
                    .filter(result -> !result.earlier() && !ONLY_COUNTED.contains(result.outcome()))
                    .forEach(result -> line((several ? part.parent() + " " : "") + result));
            if (several) {
                line(part.parent() + ": " + counts(part.summary()));
            }
        }
        line((several ? "total: " : "") + counts(report.summary()) + earlier(report));
        if (report.newItems() > 0) {
            line(report.newItems() + " new, not in the plan and not touched");
        }
        line("recorded in " + audit);
    }

    private static String earlier(ExecutionReport report) {
        long earlier = report.parts().stream()
                .flatMap(part -> part.results().stream())
                .filter(ItemResult::earlier)
                .count();
        return earlier == 0 ? "" : ", of these " + earlier + " by an earlier execution";
    }

    private void lines(TargetReport part) {
        for (ItemResult result : part.results()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
            line.put("parent", part.parent());
            line.putAll(result.toMap());
            out.line(JsonLine.of(line));
        }
    }

    private void line(String text) {
        out.line(SafeText.of(text, MAX_LINE));
    }

    /** Returns the number of items with each outcome, as text. */
    public static String counts(Map<DeleteOutcome, Long> counts) {
        return counts.isEmpty()
                ? "nothing to delete"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }
}
