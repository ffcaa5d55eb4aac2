package io.modelkeep.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the JSON of one answer, value by value, that is as strict as the records are: a name that comes twice in an
 * object, a number in place of a text or the other way round, a fraction in place of a whole number is damage, and not a plausible
 * value. What is not asked for is walked through as strictly. Used by one thread.
 *
 * <p>For the lists that are long: it makes no object that the reader does not ask for. All methods throw {@link IOException}:
 * the answer was cut off, or is damaged ({@link JsonParseException}).
 */
public final class JsonWalk {

    private final JsonParser json;
    private final List<SeenNames> seen = new ArrayList<>();
    private int depth;

    JsonWalk(JsonParser json) {
        // Its own detection makes a set for each object; the names are looked at here instead.
        this.json = json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }

    /** Moves to the first value. */
    void begin() throws IOException {
        json.nextToken();
    }

    /** Checks that nothing follows. */
    void end() throws IOException {
        if (json.nextToken() != null) {
            throw damage("text behind the end");
        }
    }

    /** Enters the object that is the value here. */
    public void enterObject() throws IOException {
        expect(JsonToken.START_OBJECT);
        if (depth == seen.size()) {
            seen.add(new SeenNames());
        }
        seen.get(depth++).clear();
    }

    /** Moves to the value of the object's next field, and tells its name; null, and the object is left, where there is none. */
    public @Nullable String nextField() throws IOException {
        String name = json.nextFieldName();
        if (name == null) {
            expect(JsonToken.END_OBJECT);
            depth--;
            return null;
        }
        if (!seen.get(depth - 1).add(name)) {
            throw damage("a name comes twice in one object");
        }
        json.nextToken();
        return name;
    }

    /** Enters the array that is the value here. */
    public void enterArray() throws IOException {
        expect(JsonToken.START_ARRAY);
    }

    /** Moves to the array's next value; false, and the array is left, where there is none. */
    public boolean nextElement() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    /** Whether the value here is null. */
    public boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The text here. */
    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    /** The text here, or null. */
    public @Nullable String textOrNull() throws IOException {
        return isNull() ? null : text();
    }

    /** The whole number here. */
    public long wholeNumber() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    /** The number here; infinite where it is out of range. */
    public double number() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(JsonToken.VALUE_NUMBER_FLOAT);
        }
        // The parser's own way there makes a string of each number first.
        return NumberInput.parseDouble(json.getTextCharacters(), json.getTextOffset(), json.getTextLength(), true);
    }

    /** The truth value here. */
    public boolean flag() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE);
            return false;
        }
        return true;
    }

    /** Walks through the value here. */
    public void skip() throws IOException {
        JsonToken here = json.currentToken();
        if (here == JsonToken.START_OBJECT) {
            enterObject();
            while (nextField() != null) {
                skip();
            }
        } else if (here == JsonToken.START_ARRAY) {
            while (nextElement()) {
                skip();
            }
        } else if (here == null) {
            throw damage("the end comes too early");
        }
    }

    /** What to throw where the service's answer cannot be meant as it is. */
    public IOException damage(String problem) {
        return new JsonParseException(json, problem);
    }

    private void expect(JsonToken wanted) throws IOException {
        if (json.currentToken() != wanted) {
            throw damage(wanted + " is not what stands here");
        }
    }
}
