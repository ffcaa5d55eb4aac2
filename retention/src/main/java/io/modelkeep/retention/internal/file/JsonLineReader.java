package io.modelkeep.retention.internal.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of JSON Lines. Fields are read in the order in which they were written, and any other field is
 * refused with a {@link JsonParseException}. Closing the reader leaves the stream open. Not thread-safe.
 */
public final class JsonLineReader implements Closeable {

    /** An exception that reports a version of the format that is not supported. */
    public static final class UnknownVersionException extends IOException {

        private static final long serialVersionUID = 1;

        UnknownVersionException(long found, int supported) {
            super("has format version " + found + ", and this Modelkeep supports version " + supported);
        }
    }

    /** A function that reads the fields of an object. */
    @FunctionalInterface
    public interface Fields<T> {
        T read(JsonLineReader in) throws IOException;
    }

    /** The maximum size of a document in bytes, far more than the maximum number of items needs. */
    public static final long MAX_BYTES = 16L << 30;

    private final JsonParser json;

    /** The name of the next field, or null at the end of the object. */
    private @Nullable String next;

    public JsonLineReader(InputStream in) throws IOException {
        this.json = JsonLineFormat.FACTORY.createParser(in);
    }

    public JsonLineReader(byte[] line, int length) throws IOException {
        this.json = JsonLineFormat.FACTORY.createParser(line, 0, length);
    }

    /** Enters the next object of the document, or of a list. Returns false if there is no other object. */
    public boolean nextObject() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null || token == JsonToken.END_ARRAY) {
            next = null;
            return false;
        }
        if (token != JsonToken.START_OBJECT) {
            throw unexpected("an object");
        }
        advance();
        return true;
    }

    private void advance() throws IOException {
        next = json.nextToken() == JsonToken.FIELD_NAME ? json.currentName() : null;
    }

    /** Checks that the current object has no other field. */
    public void endObject() throws IOException {
        if (next != null) {
            throw unexpected("no field " + next);
        }
    }

    /** Checks that the current object has no other field, and enters that of the next line, if any. */
    public void endLine() throws IOException {
        endObject();
        boolean ignored = nextObject();
    }

    /** Returns the name of the next field, or null at the end of the object. */
    public @Nullable String next() {
        return next;
    }

    public boolean hasNext(String name) {
        return name.equals(next);
    }

    private void value(String name, JsonToken wanted) throws IOException {
        if (!hasNext(name) || json.nextToken() != wanted) {
            throw unexpected("the field " + name);
        }
    }

    /**
     * Reads the field {@code version}.
     *
     * @throws UnknownVersionException if it is another than the supported version
     */
    public void version(int supported) throws IOException {
        long found = number("version");
        if (found != supported) {
            throw new UnknownVersionException(found, supported);
        }
    }

    public String text(String name) throws IOException {
        value(name, JsonToken.VALUE_STRING);
        String text = json.getText();
        advance();
        return text;
    }

    public Optional<String> optionalText(String name) throws IOException {
        return hasNext(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) throws IOException {
        value(name, JsonToken.VALUE_NUMBER_INT);
        long number = json.getLongValue();
        advance();
        return number;
    }

    public OptionalLong optionalNumber(String name) throws IOException {
        return hasNext(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    public int integer(String name) throws IOException {
        value(name, JsonToken.VALUE_NUMBER_INT);
        int number = json.getIntValue();
        advance();
        return number;
    }

    public OptionalInt optionalInteger(String name) throws IOException {
        return hasNext(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    public double decimal(String name) throws IOException {
        value(name, JsonToken.VALUE_NUMBER_FLOAT);
        double number = json.getDoubleValue();
        advance();
        return number;
    }

    public Optional<Boolean> optionalFlag(String name) throws IOException {
        if (!hasNext(name)) {
            return Optional.empty();
        }
        Boolean flag = json.nextBooleanValue();
        if (flag == null) {
            throw unexpected("true or false");
        }
        advance();
        return Optional.of(flag);
    }

    public Instant instant(String name) throws IOException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException none) {
            throw unexpected("a time as " + name);
        }
    }

    public <E extends Enum<E>> E constant(String name, Class<E> type) throws IOException {
        return constantOf(text(name), type);
    }

    /** Returns the constant that a text names. */
    public <E extends Enum<E>> E constantOf(String text, Class<E> type) throws IOException {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException none) {
            throw unexpected("a name of " + type.getSimpleName());
        }
    }

    public List<String> texts(String name) throws IOException {
        value(name, JsonToken.START_ARRAY);
        List<String> texts = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw unexpected("a list of texts as " + name);
        }
        advance();
        return texts;
    }

    public Map<String, String> textMap(String name) throws IOException {
        return object(name, in -> {
            Map<String, String> map = new TreeMap<>();
            for (String key = in.next(); key != null; key = in.next()) {
                map.put(key, in.text(key));
            }
            return map;
        });
    }

    public <T> T object(String name, Fields<T> fields) throws IOException {
        value(name, JsonToken.START_OBJECT);
        advance();
        T read = fields.read(this);
        endObject();
        advance();
        return read;
    }

    public <T> List<T> objects(String name, Fields<T> fields) throws IOException {
        value(name, JsonToken.START_ARRAY);
        List<T> all = new ArrayList<>();
        while (nextObject()) {
            all.add(fields.read(this));
            endObject();
        }
        advance();
        return all;
    }

    /** Skips a field whose value can be computed from others. */
    public void skip(String name) throws IOException {
        if (!hasNext(name)) {
            throw unexpected("the field " + name);
        }
        json.nextValue();
        json.skipChildren();
        advance();
    }

    /** Returns an exception that reports unexpected content and its place. */
    public JsonParseException unexpected(String wanted) {
        return new JsonParseException(json, wanted + " was expected");
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
