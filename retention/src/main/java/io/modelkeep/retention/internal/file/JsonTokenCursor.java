package io.modelkeep.retention.internal.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forward-only JSON reader that rejects unexpected content. Not thread-safe. */
public final class JsonTokenCursor {

    /** An exception that reports unexpected content. */
    public static final class UnexpectedJsonException extends IOException {

        private static final long serialVersionUID = 1;

        UnexpectedJsonException(String problem) {
            super(problem);
        }
    }

    private final JsonParser json;

    public JsonTokenCursor(JsonParser json) {
        this.json = json;
    }

    public void beginObject() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** Returns the name of the next field, or null at the end of the object. */
    public @Nullable String nextField() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.FIELD_NAME) {
            throw unexpected("a field");
        }
        return json.currentName();
    }

    public void beginArray() throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
    }

    /** Returns whether the list has another element, and enters the object that it must be. */
    public boolean nextObject() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        if (token != JsonToken.START_OBJECT) {
            throw unexpected("an object");
        }
        return true;
    }

    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }

    public long readLong() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return json.getLongValue();
    }

    public double number() throws IOException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected("a number");
        }
        return json.getDoubleValue();
    }

    public boolean readBoolean() throws IOException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unexpected("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    public Instant instant() throws IOException {
        String text = text();
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            throw unexpected("a time");
        }
    }

    public List<String> texts() throws IOException {
        beginArray();
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw unexpected("a string");
            }
            texts.add(json.getText());
        }
        return texts;
    }

    public Map<String, String> textMap() throws IOException {
        beginObject();
        Map<String, String> map = new TreeMap<>();
        for (String field = nextField(); field != null; field = nextField()) {
            map.put(field, text());
        }
        return map;
    }

    /** Skips the next value. */
    public void skip() throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    public void end() throws IOException {
        if (json.nextToken() != null) {
            throw unexpected("the end");
        }
    }

    public UnexpectedJsonException unexpected(String wanted) {
        return new UnexpectedJsonException(
                "line " + json.currentLocation().getLineNr() + ": " + wanted + " was expected");
    }

    private void expect(JsonToken wanted, String name) throws IOException {
        if (json.nextToken() != wanted) {
            throw unexpected(name);
        }
    }
}
