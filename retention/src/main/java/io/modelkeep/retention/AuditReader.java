package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record line by line, in memory that its longest line bounds; not thread-safe.
 *
 * <p>A process that died may have left a last line in part. One that came after it says so in a line of its own.
 */
final class AuditReader {

    /** A crash tears one line, and another one the line that tells of it. */
    private static final int MOST_TORN = 2;

    private static final byte[] BEGINNING = "{\"line\":\"begin\"".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Consumer<AuditLine> lines;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;
    private long torn;
    private @Nullable String tornProblem;
    private boolean begun;

    private AuditReader(Path file, Consumer<AuditLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * What a record ends with.
     *
     * @param terminated whether its last line has an end, or there is none
     * @param torn how many lines at its end are there in part
     */
    record Tail(boolean terminated, long torn) {}

    /**
     * Reads a record to its end.
     *
     * @param lines is told each line, without those that are there in part
     * @throws RetentionException {@code DAMAGED_AUDIT}: it is no record, or was changed
     * @throws IOException it cannot be read
     */
    static Tail read(Path file, InputStream content, Consumer<AuditLine> lines) throws IOException {
        return new AuditReader(file, lines).read(content);
    }

    private Tail read(InputStream content) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            split(block, count);
        }
        boolean terminated = length == 0;
        if (!terminated) {
            end();
        }
        if (torn > MOST_TORN) {
            throw damaged(String.valueOf(tornProblem));
        }
        return new Tail(terminated, torn);
    }

    private void split(byte[] block, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == '\n') {
                append(block, from, i - from);
                end();
                from = i + 1;
            }
        }
        append(block, from, count - from);
    }

    private void append(byte[] block, int from, int count) {
        if (length + count > AuditLine.MAX_BYTES) {
            number++;
            throw damaged("it is longer than " + AuditLine.MAX_BYTES + " bytes");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
        }
        System.arraycopy(block, from, line, length, count);
        length += count;
    }

    private void end() {
        number++;
        try {
            AuditLine parsed = AuditLineParser.parse(line, length);
            accept(parsed);
        } catch (IOException unreadable) {
            if (!begun && !isPartOfBeginning()) {
                throw damaged("it is no record");
            }
            torn++;
            tornProblem = String.valueOf(unreadable.getMessage());
        }
        length = 0;
    }

    private boolean isPartOfBeginning() {
        int common = Math.min(length, BEGINNING.length);
        return Arrays.equals(line, 0, common, BEGINNING, 0, common);
    }

    private void accept(AuditLine parsed) {
        if (parsed instanceof AuditLine.Torn told) {
            if (told.lines() != torn || torn == 0) {
                throw damaged("it tells of " + told.lines() + " lines in part, and there are " + torn);
            }
            torn = 0;
            begun = true;
            return;
        }
        if (torn > 0) {
            throw damaged("the line before it: " + tornProblem);
        }
        if (!begun && !(parsed instanceof AuditLine.Begin)) {
            throw damaged("it belongs to no run");
        }
        begun = true;
        lines.accept(parsed);
    }

    private RetentionException damaged(String problem) {
        return new RetentionException(
                Reason.DAMAGED_AUDIT,
                "line " + number + " of the audit " + file + " was changed or is none: " + problem
                        + "; give another file, or the one it was");
    }
}
