package io.modelkeep.cli.output;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.spi.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A writer for the results of deletions. The text form lists the ids that were not plainly deleted, and the JSON
 * forms list every id.
 */
public final class DeletionWriter {

    private static final int MAX_LINE = 1024;

    private final Output out;
    private final Format format;

    public DeletionWriter(Output out, Format format) {
        this.out = out;
        this.format = format;
    }

    public void write(Deletion deletion) {
        switch (format) {
            case TABLE -> people(deletion);
            case JSON -> out.line(JsonLine.of(deletion.document()));
            case JSONL -> lines(deletion);
        }
        out.flush();
    }

    private void people(Deletion deletion) {
        deletion.results().stream()
                .filter(result -> result.outcome() != DeleteOutcome.DELETED)
                .forEach(result -> out.line(SafeText.of(result.toString(), MAX_LINE)));
        if (!deletion.cascade().isEmpty()) {
            out.line(SafeText.of("with it: " + counts(deletion.cascade()), MAX_LINE));
        }
        out.line(counts(deletion.summary()));
    }

    private void lines(Deletion deletion) {
        for (DeleteResult<?> result : deletion.results()) {
            Map<String, Object> line = new LinkedHashMap<>(result.toMap());
            if (!deletion.cascade().isEmpty()) {
                line.put("cascade", deletion.cascade());
            }
            out.line(JsonLine.of(line));
        }
    }

    private static String counts(Map<?, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
