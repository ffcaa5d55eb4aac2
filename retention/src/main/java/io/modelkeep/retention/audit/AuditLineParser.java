package io.modelkeep.retention.audit;

import com.fasterxml.jackson.core.JsonParser;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.internal.file.JsonTokenCursor;
import io.modelkeep.retention.item.ItemKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A parser of one line of an audit log. Unknown content is rejected. Not thread-safe. */
final class AuditLineParser {

    private final Map<String, Object> fields = new TreeMap<>();

    private AuditLineParser() {}

    /**
     * Parses a line without its terminator.
     *
     * @throws IOException if it is not a valid line
     */
    static AuditLine parse(byte[] line, int length) throws IOException {
        try (JsonParser json = AuditFormat.JSON.createParser(line, 0, length)) {
            AuditLineParser parser = new AuditLineParser();
            parser.read(new JsonTokenCursor(json));
            AuditLine parsed = parser.line();
            if (!parser.fields.isEmpty()) {
                throw new IOException("unknown field " + parser.fields.keySet());
            }
            return parsed;
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException unexpected) {
            throw new IOException(unexpected);
        }
    }

    private void read(JsonTokenCursor cursor) throws IOException {
        cursor.beginObject();
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            fields.put(field, value(field, cursor));
        }
        cursor.end();
    }

    private static Object value(String field, JsonTokenCursor cursor) throws IOException {
        return switch (field) {
            case "at" -> cursor.instant();
            case "batch", "attempt", "attempts", "status", "lines", "drift", "run", "alarms" -> cursor.readLong();
            case "ids", "policy" -> cursor.texts();
            case "account" -> cursor.textMap();
            case "summary" -> summary(cursor);
            case "results" -> results(cursor);
            default -> cursor.text();
        };
    }

    private static Map<DeleteOutcome, Long> summary(JsonTokenCursor cursor) throws IOException {
        Map<DeleteOutcome, Long> summary = new EnumMap<>(DeleteOutcome.class);
        cursor.beginObject();
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            summary.put(DeleteOutcome.valueOf(field), cursor.readLong());
        }
        return summary;
    }

    private static List<AuditLine.Result> results(JsonTokenCursor cursor) throws IOException {
        List<AuditLine.Result> results = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextObject()) {
            AuditLineParser parser = new AuditLineParser();
            for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
                parser.fields.put(field, value(field, cursor));
            }
            results.add(new AuditLine.Result(
                    parser.text("id"),
                    DeleteOutcome.valueOf(parser.text("outcome")),
                    parser.optionalText("cause"),
                    parser.optionalNumber("attempts"),
                    parser.optionalText("requestId")));
            if (!parser.fields.isEmpty()) {
                throw new IOException("unknown field " + parser.fields.keySet());
            }
        }
        return results;
    }

    private AuditLine line() throws IOException {
        String line = text("line");
        Instant at = take("at", Instant.class);
        return switch (line) {
            case "begin" -> begin(at);
            case "intent" -> new AuditLine.Intent(at, number("batch"), kind(), text("parent"), texts("ids"));
            case "request" ->
                new AuditLine.Request(
                        at,
                        text("operation"),
                        text("route"),
                        Math.toIntExact(number("attempt")),
                        optionalNumber("status"),
                        optionalText("requestId"));
            case "outcome" ->
                new AuditLine.Outcome(at, number("batch"), results(), optionalText("stoppedBy"), optionalText("alarm"));
            case "absent" -> new AuditLine.Absent(at, kind(), text("parent"), results());
            case "torn" -> new AuditLine.Torn(at, number("lines"));
            case "end" -> new AuditLine.End(at, number("run"), summary(), number("drift"));
            case "acknowledged" -> new AuditLine.Acknowledged(at, text("who"), number("alarms"));
            default -> throw new IOException("unknown line " + line);
        };
    }

    private AuditLine.Begin begin(Instant at) throws IOException {
        if (!text("schema").equals(AuditLine.SCHEMA)) {
            throw new IOException("its schema is not " + AuditLine.SCHEMA);
        }
        return new AuditLine.Begin(
                at,
                number("run"),
                text("who"),
                text("plan"),
                text("provider"),
                text("origin"),
                account(),
                texts("policy"));
    }

    private <T> T take(String field, Class<T> type) throws IOException {
        Object value = fields.remove(field);
        if (value == null) {
            throw new IOException("it has no field " + field);
        }
        return type.cast(value);
    }

    private String text(String field) throws IOException {
        return take(field, String.class);
    }

    private long number(String field) throws IOException {
        return take(field, Long.class);
    }

    private ItemKind kind() throws IOException {
        return ItemKind.valueOf(text("kind"));
    }

    private Optional<String> optionalText(String field) {
        @Nullable Object value = fields.remove(field);
        return Optional.ofNullable(value).map(String.class::cast);
    }

    private OptionalInt optionalNumber(String field) {
        @Nullable Object value = fields.remove(field);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact((Long) value));
    }

    @SuppressWarnings("unchecked")
    private List<String> texts(String field) throws IOException {
        return List.copyOf((List<String>) take(field, List.class));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> account() throws IOException {
        return (Map<String, String>) take("account", Map.class);
    }

    @SuppressWarnings("unchecked")
    private Map<DeleteOutcome, Long> summary() throws IOException {
        return (Map<DeleteOutcome, Long>) take("summary", Map.class);
    }

    @SuppressWarnings("unchecked")
    private List<AuditLine.Result> results() throws IOException {
        return List.copyOf((List<AuditLine.Result>) take("results", List.class));
    }
}
