package io.modelkeep.retention.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelkeep.retention.internal.file.JsonLineReader;
import io.modelkeep.retention.internal.file.JsonLineWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The conversion between the lines of an audit log and their JSON. */
final class AuditFormat {

    /** The maximum length of a line in bytes. A batch of the maximum size with ids of the maximum length is shorter. */
    static final int MAX_BYTES = 8 << 20;

    private AuditFormat() {}

    /** Returns the serialized line, including the line terminator. */
    static byte[] written(AuditLine line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonLineWriter out = new JsonLineWriter(bytes)) {
            out.beginObject();
            line.write(out);
            out.endLine();
        }
        if (bytes.size() > MAX_BYTES) {
            throw new IOException("a line is longer than " + MAX_BYTES + " bytes");
        }
        return bytes.toByteArray();
    }

    /**
     * Parses a line without its terminator.
     *
     * @throws JsonLineReader.UnknownVersionException if the line begins a run of an unknown format version
     * @throws IOException if it is not a valid line
     */
    static AuditLine parse(byte[] line, int length) throws IOException {
        try (JsonLineReader in = new JsonLineReader(line, length)) {
            if (!in.nextObject()) {
                throw in.unexpected("an object");
            }
            AuditLine parsed = parse(in);
            in.endObject();
            return parsed;
        } catch (JsonProcessingException invalid) {
            throw new IOException(invalid.getOriginalMessage(), invalid);
        }
    }

    private static AuditLine parse(JsonLineReader in) throws IOException {
        return switch (in.text("line")) {
            case "begin" -> AuditLine.Begin.read(in);
            case "intent" -> AuditLine.Intent.read(in);
            case "request" -> AuditLine.Request.read(in);
            case "outcome" -> AuditLine.Outcome.read(in);
            case "absent" -> AuditLine.Absent.read(in);
            case "torn" -> AuditLine.Torn.read(in);
            case "end" -> AuditLine.End.read(in);
            case "acknowledged" -> AuditLine.Acknowledged.read(in);
            default -> throw in.unexpected("a known line");
        };
    }
}
