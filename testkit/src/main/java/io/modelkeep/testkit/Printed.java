package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.StoreException;
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

/** Everything that may end up in front of somebody: the text of failures, and what is logged meanwhile. */
final class Printed implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Lines();

    /** Listens to the log, down to the finest level, until it is closed. */
    Printed() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    /** What was logged since. */
    List<String> log() {
        return List.copyOf(lines);
    }

    /** What the service said is on one line, without control characters, and cut. */
    static void checkHarmless(Ending ending) {
        assertThat(ending.causes()).isNotEmpty().allSatisfy(failure -> {
            for (String text : List.of(String.valueOf(failure.getMessage()), failure.toString())) {
                assertThat(text).doesNotContain("x".repeat(513));
                assertThat(text.codePoints())
                        .as("characters of %s", text)
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
            }
        });
    }

    /** A failure with its causes, what it suppressed, its plain values and its serial form. */
    static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        if (failure instanceof StoreException told) {
            text.append(told.toMap().toString()).append(told.toString());
        }
        text.append(serialised(failure));
        return text.toString();
    }

    /** The serial form, one character a byte; none where there is none. */
    static String serialised(Object object) {
        if (!(object instanceof Serializable)) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (IOException unwritable) {
            throw new AssertionError("cannot be serialised: " + object.getClass(), unwritable);
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
