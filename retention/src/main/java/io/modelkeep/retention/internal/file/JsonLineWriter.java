package io.modelkeep.retention.internal.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A writer of JSON Lines that omits fields without a value. Closing it leaves the stream open. Not thread-safe. */
public final class JsonLineWriter implements Closeable {

    private final JsonGenerator json;

    public JsonLineWriter(OutputStream out) throws IOException {
        this.json = JsonLineFormat.FACTORY.createGenerator(out);
    }

    /** Begins a line, or an element of a list. */
    public void beginObject() throws IOException {
        json.writeStartObject();
    }

    public void beginObject(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    public void endObject() throws IOException {
        json.writeEndObject();
    }

    public void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    public void beginArray(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    public void endArray() throws IOException {
        json.writeEndArray();
    }

    public void text(String name, String text) throws IOException {
        json.writeStringField(name, text);
    }

    public void text(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            text(name, text.get());
        }
    }

    public void number(String name, long number) throws IOException {
        json.writeNumberField(name, number);
    }

    public void number(String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            number(name, number.getAsLong());
        }
    }

    public void number(String name, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            number(name, number.getAsInt());
        }
    }

    public void decimal(String name, double number) throws IOException {
        json.writeNumberField(name, number);
    }

    public void flag(String name, Optional<Boolean> flag) throws IOException {
        if (flag.isPresent()) {
            json.writeBooleanField(name, flag.get());
        }
    }

    public void texts(String name, Collection<String> texts) throws IOException {
        beginArray(name);
        for (String text : texts) {
            json.writeString(text);
        }
        endArray();
    }

    public void texts(String name, Map<String, String> texts) throws IOException {
        beginObject(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            text(text.getKey(), text.getValue());
        }
        endObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
