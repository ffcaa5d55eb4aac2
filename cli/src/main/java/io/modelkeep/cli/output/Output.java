package io.modelkeep.cli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The standard output, in UTF-8 and buffered. Unlike a print stream, this class reports why output cannot be written.
 * Not thread-safe.
 */
public final class Output {

    private final Writer writer;

    public Output(OutputStream stream) {
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * Writes text unchanged.
     *
     * @throws OutputException the reader closed the output, or the text cannot be written
     */
    void print(String text) {
        try {
            writer.write(text);
        } catch (IOException failure) {
            throw problem(failure);
        }
    }

    /** Writes a line, like {@link #print}. */
    public void line(String text) {
        print(text + "\n");
    }

    /** Flushes the buffer, and fails like {@link #print}. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException failure) {
            throw problem(failure);
        }
    }

    /** Returns this output as a writer, for help texts. */
    public PrintWriter asWriter() {
        return new PrintWriter(writer);
    }

    /**
     * Returns the exception for a failed write. A reader that ended, as {@code head} does, is not a failure, but a
     * full disk is.
     */
    public static OutputException problem(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.toLowerCase(Locale.ROOT).contains("pipe")
                ? new OutputException.Closed(failure)
                : new OutputException.Unwritable(reason, failure);
    }
}
