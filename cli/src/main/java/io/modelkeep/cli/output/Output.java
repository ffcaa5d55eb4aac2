package io.modelkeep.cli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output: UTF-8, buffered, and unlike a print stream it says why it cannot be written. Not thread-safe. */
public final class Output {

    private final Writer writer;

    public Output(OutputStream stream) {
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * Writes text as it is.
     *
     * @throws OutputException nobody reads on, or the text cannot be written
     */
    void print(String text) {
        try {
            writer.write(text);
        } catch (IOException failure) {
            throw problem(failure);
        }
    }

    /** Writes a line; see {@link #print}. */
    public void line(String text) {
        print(text + "\n");
    }

    /** Hands on what was written until now; see {@link #print}. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException failure) {
            throw problem(failure);
        }
    }

    /** The same as a writer, for help texts. */
    public PrintWriter asWriter() {
        return new PrintWriter(writer);
    }

    /** A reader that went away, as {@code head} does, is no failure; a full disk is. */
    public static OutputException problem(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.toLowerCase(Locale.ROOT).contains("pipe")
                ? new OutputException.Closed(failure)
                : new OutputException.Unwritable(reason, failure);
    }
}
