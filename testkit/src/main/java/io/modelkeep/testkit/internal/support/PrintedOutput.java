package io.modelkeep.testkit.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.errors.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** A collector of everything that a program may print: the text of failures, and the log lines of a period. */
public final class PrintedOutput implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Lines();

    /** Collects log records down to the finest level, until it is closed. */
    public PrintedOutput() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    /** Returns the log lines collected so far. */
    public List<String> log() {
        return List.copyOf(lines);
    }

    /** Checks that the text of the service is on one line, without control characters, and truncated. */
    public static void checkHarmless(CallResult ending) {
        assertThat(ending.causes()).isNotEmpty().allSatisfy(failure -> {
            for (String text : List.of(String.valueOf(failure.getMessage()), failure.toString())) {
                assertThat(text).doesNotContain("x".repeat(513));
                assertThat(text.codePoints())
                        .as("characters of %s", text)
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
            }
        });
    }

    /** Returns the text of a failure with its causes, suppressed exceptions, plain values and serialized form. */
    public static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        if (failure instanceof StoreException told) {
            text.append(told.toMap().toString()).append(told.toString());
        }
        text.append(serialised(failure));
        return text.toString();
    }

    /** Returns the serialized form with one character per byte, or an empty text if the object is not serializable. */
    public static String serialised(Object object) {
        if (!(object instanceof Serializable)) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (IOException unwritable) {
            throw new AssertionError("cannot be serialized: " + object.getClass(), unwritable);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(level);
    }

    private final class Lines extends Handler {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
