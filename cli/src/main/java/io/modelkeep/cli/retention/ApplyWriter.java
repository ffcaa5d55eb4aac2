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

/** Prints what applying a plan did: for people what deserves a look, for programs every id. */
public final class ApplyWriter {

    private static final int MAX_LINE = 1024;

    /** Those that were not sent are many and all alike: their number and the reason are told. */
    private static final Set<DeleteOutcome> ONLY_COUNTED =
            EnumSet.of(DeleteOutcome.DELETED, DeleteOutcome.NOT_ATTEMPTED);

    private final Output out;
    private final Format format;

    ApplyWriter(Output out, Format format) {
        this.out = out;
        this.format = format;
    }

    /** Prints it; the audit is the file that recorded it. */
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
            line(report.newItems() + " there that the plan does not know, and not touched");
        }
        line("recorded in " + audit);
    }

    private static String earlier(ExecutionReport report) {
        long earlier = report.parts().stream()
                .flatMap(part -> part.results().stream())
                .filter(ItemResult::earlier)
                .count();
        return earlier == 0 ? "" : ", of these " + earlier + " by an earlier run";
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

    /** How many have each outcome. */
    public static String counts(Map<DeleteOutcome, Long> counts) {
        return counts.isEmpty()
                ? "nothing to delete"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }
}
