package io.modelkeep.retention.audit;

import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.internal.file.JsonLineReader.UnknownVersionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of an audit log, line by line. The memory use depends on the longest line. Not thread-safe.
 *
 * <p>A process that died may have left an incomplete last line. The next run terminates that line and records this in a
 * line after it. Every other line must be byte for byte as it was written.
 */
final class AuditReader {

    /** The state of the end of an audit log. */
    enum Tail {
        /** The file is empty, or its last line is complete. */
        WHOLE,

        /** Only the terminator of the last line is missing. */
        UNTERMINATED,

        /** The last line is incomplete. */
        TORN
    }

    private static final byte[] BEGINNING = "{\"line\":\"begin\"".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Consumer<AuditLine> lines;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;

    /** The problem of the previous line, or null. That line may be a torn line that a later run terminated. */
    private @Nullable String damage;

    private boolean begun;

    private AuditReader(Path file, Consumer<AuditLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads an audit log to its end.
     *
     * @param lines receives each line, except incomplete ones
     * @throws InvalidAuditException if the file is not an audit log or was changed
     * @throws IOException if the file cannot be read
     */
    static Tail read(Path file, AuditFile.Content content, Consumer<AuditLine> lines) throws IOException {
        return new AuditReader(file, lines).read(content);
    }

    private Tail read(AuditFile.Content content) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            split(block, count);
        }
        boolean terminated = length == 0;
        if (damage != null) {
            number += terminated ? 0 : 1;
            throw damaged("the line before it: " + damage);
        }
        if (terminated) {
            return Tail.WHOLE;
        }
        end();
        return damage == null ? Tail.UNTERMINATED : Tail.TORN;
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
        if (length + count > AuditFormat.MAX_BYTES) {
            number++;
            throw damaged("it is longer than " + AuditFormat.MAX_BYTES + " bytes");
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
            AuditLine parsed = AuditFormat.parse(line, length);
            if (!isAsWritten(parsed)) {
                throw new IOException("it is not byte for byte as it was written");
            }
            accept(parsed);
        } catch (UnknownVersionException unknown) {
            throw refused("the audit " + file + " " + unknown.getMessage()
                    + "; use a newer Modelkeep, or name another audit file");
        } catch (IOException unreadable) {
            if (!begun && !isPartOfBeginning()) {
                throw damaged("the file is not a record");
            }
            if (damage != null) {
                throw damaged("the line before it: " + damage);
            }
            damage = String.valueOf(unreadable.getMessage());
        }
        length = 0;
    }

    /**
     * Returns whether the line is byte for byte as it was written. The same content in another form, such as with other
     * line breaks, was written by another program.
     */
    private boolean isAsWritten(AuditLine parsed) throws IOException {
        byte[] written = AuditFormat.written(parsed);
        return Arrays.equals(written, 0, written.length - 1, line, 0, length);
    }

    private boolean isPartOfBeginning() {
        int common = Math.min(length, BEGINNING.length);
        return Arrays.equals(line, 0, common, BEGINNING, 0, common);
    }

    private void accept(AuditLine parsed) {
        if (parsed instanceof AuditLine.Torn torn) {
            if (damage == null || torn.lines() != 1) {
                throw damaged("it states that " + torn.lines() + " lines before it are incomplete");
            }
            damage = null;
            begun = true;
            return;
        }
        if (damage != null) {
            throw damaged("the line before it: " + damage);
        }
        if (!begun && !(parsed instanceof AuditLine.Begin)) {
            throw damaged("it is not part of a run");
        }
        begun = true;
        lines.accept(parsed);
    }

    private InvalidAuditException damaged(String problem) {
        return refused("line " + number + " of the audit " + file + " was changed, or is not a line of an audit: "
                + problem + "; restore the file, or use another one");
    }

    private static InvalidAuditException refused(String message) {
        return new InvalidAuditException(message);
    }
}
