package io.modelkeep.retention.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.item.ItemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A writer of the lines of an audit log. Each line is a JSON object in ASCII, so that text from a service cannot send
 * control sequences to a terminal.
 */
final class AuditFormat {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(AuditLine.MAX_BYTES)
                    .maxStringLength(AuditLine.MAX_BYTES)
                    .maxNumberLength(64)
                    .maxNestingDepth(8)
                    .build())
            .build();

    private AuditFormat() {}

    /** Returns the serialized line, including the line terminator. */
    static byte[] written(AuditLine line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, line);
            json.writeEndObject();
        }
        bytes.write('\n');
        if (bytes.size() > AuditLine.MAX_BYTES) {
            throw new IOException("a line is longer than " + AuditLine.MAX_BYTES + " bytes");
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, AuditLine line) throws IOException {
        if (line instanceof AuditLine.Begin begin) {
            write(json, begin);
        } else if (line instanceof AuditLine.Intent intent) {
            head(json, "intent", intent.at());
            json.writeNumberField("batch", intent.batch());
            of(json, intent.kind(), intent.parent());
            texts(json, "ids", intent.ids());
        } else if (line instanceof AuditLine.Request request) {
            write(json, request);
        } else if (line instanceof AuditLine.Outcome outcome) {
            head(json, "outcome", outcome.at());
            json.writeNumberField("batch", outcome.batch());
            results(json, outcome.results());
            if (outcome.abortCause().isPresent()) {
                json.writeStringField("stoppedBy", outcome.abortCause().get());
            }
            if (outcome.alarm().isPresent()) {
                json.writeStringField("alarm", outcome.alarm().get());
            }
        } else if (line instanceof AuditLine.Absent absent) {
            head(json, "absent", absent.at());
            of(json, absent.kind(), absent.parent());
            results(json, absent.results());
        } else if (line instanceof AuditLine.Torn torn) {
            head(json, "torn", torn.at());
            json.writeNumberField("lines", torn.lines());
        } else if (line instanceof AuditLine.End end) {
            write(json, end);
        } else if (line instanceof AuditLine.Acknowledged acknowledged) {
            head(json, "acknowledged", acknowledged.at());
            json.writeStringField("who", acknowledged.who());
            json.writeNumberField("alarms", acknowledged.alarms());
        }
    }

    private static void write(JsonGenerator json, AuditLine.Begin begin) throws IOException {
        head(json, "begin", begin.at());
        json.writeStringField("schema", AuditLine.SCHEMA);
        json.writeNumberField("run", begin.run());
        json.writeStringField("who", begin.who());
        json.writeStringField("plan", begin.plan());
        json.writeStringField("provider", begin.provider());
        json.writeStringField("origin", begin.origin());
        json.writeObjectFieldStart("account");
        for (Map.Entry<String, String> setting : begin.account().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        texts(json, "policy", begin.policy());
    }

    private static void write(JsonGenerator json, AuditLine.Request request) throws IOException {
        head(json, "request", request.at());
        json.writeStringField("operation", request.operation());
        json.writeStringField("route", request.route());
        json.writeNumberField("attempt", request.attempt());
        if (request.status().isPresent()) {
            json.writeNumberField("status", request.status().getAsInt());
        }
        if (request.requestId().isPresent()) {
            json.writeStringField("requestId", request.requestId().get());
        }
    }

    private static void write(JsonGenerator json, AuditLine.End end) throws IOException {
        head(json, "end", end.at());
        json.writeNumberField("run", end.run());
        json.writeObjectFieldStart("summary");
        for (Map.Entry<DeleteOutcome, Long> count : end.summary().entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("drift", end.drift());
    }

    private static void head(JsonGenerator json, String line, Instant at) throws IOException {
        json.writeStringField("line", line);
        json.writeStringField("at", at.toString());
    }

    private static void of(JsonGenerator json, ItemKind kind, String parent) throws IOException {
        json.writeStringField("kind", kind.name());
        json.writeStringField("parent", parent);
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void results(JsonGenerator json, List<AuditLine.Result> results) throws IOException {
        json.writeArrayFieldStart("results");
        for (AuditLine.Result result : results) {
            json.writeStartObject();
            json.writeStringField("id", result.id());
            json.writeStringField("outcome", result.outcome().name());
            if (result.cause().isPresent()) {
                json.writeStringField("cause", result.cause().get());
            }
            if (result.attempts().isPresent()) {
                json.writeNumberField("attempts", result.attempts().getAsInt());
            }
            if (result.requestId().isPresent()) {
                json.writeStringField("requestId", result.requestId().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
