package io.modelkeep.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the JSON of one answer, value by value, that is as strict as the records are: a name that comes twice in an
 * object, a number in place of a text or the other way round, a fraction in place of a whole number is damage, and not a plausible
 * value. What is not asked for is walked through as strictly. Used by one thread.
 *
 * <p>For the lists that are long: it makes no object that the reader does not ask for. All methods throw {@link IOException}:
 * the answer was cut off, or is damaged ({@link JsonParseException}).
 */
public final class JsonReader {

    private static final JsonParser.Feature NON_NUMERIC = JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature();

    private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final JsonParser json;
    private final List<SeenFieldNames> seen = new ArrayList<>();
    private int depth;

    /** The depth of the object whose values may be no numbers in JSON; 0 outside of one. */
    private int lenientDepth;

    public JsonReader(JsonParser json) {
        // Its own detection makes a set for each object; the names are looked at here instead.
        this.json = json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }

    /** Moves to the first value. */
    public void begin() throws IOException {
        json.nextToken();
    }

    /** Checks that nothing follows. */
    public void end() throws IOException {
        if (json.nextToken() != null) {
            throw damage("text behind the end");
        }
    }

    /** Enters the object that is the value here. */
    public void enterObject() throws IOException {
        expect(JsonToken.START_OBJECT);
        if (depth == seen.size()) {
            seen.add(new SeenFieldNames());
        }
        seen.get(depth++).clear();
    }

    /**
     * Enters the object that is the value here, in which {@link #number()} accepts NaN and infinity, as bare words and as
     * texts: neither is JSON, and both are written by servers that do not check.
     */
    public void enterObjectOfNumbers() throws IOException {
        enterObject();
        lenientDepth = depth;
        json.enable(NON_NUMERIC);
    }

    /** Moves to the value of the object's next field, and tells its name; null, and the object is left, where there is none. */
    public @Nullable String nextField() throws IOException {
        String name = json.nextFieldName();
        if (name == null) {
            expect(JsonToken.END_OBJECT);
            if (depth == lenientDepth) {
                lenientDepth = 0;
                json.disable(NON_NUMERIC);
            }
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

    /** The number here; infinite where it is out of range, and in {@link #enterObjectOfNumbers()} NaN where it is not finite. */
    public double number() throws IOException {
        if (lenientDepth > 0 && isNotFinite()) {
            return Double.NaN;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(JsonToken.VALUE_NUMBER_FLOAT);
        }
        // The parser's own way there makes a string of each number first.
        double number =
                NumberInput.parseDouble(json.getTextCharacters(), json.getTextOffset(), json.getTextLength(), true);
        return lenientDepth > 0 && Double.isInfinite(number) ? Double.NaN : number;
    }

    private boolean isNotFinite() throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? NOT_FINITE.matcher(json.getText()).matches()
                : json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN();
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

    /** The exception to throw where the service's answer is not what the service documents. */
    public IOException damage(String problem) {
        return new DamageException(json, problem, null);
    }

    /**
     * The exception to throw for damage within an object, with the field that has it.
     *
     * @param object words for the object, such as what identifies it
     * @param damage the exception thrown there
     */
    public IOException damageIn(String object, JacksonException damage) {
        String problem = damage instanceof DamageException ours ? ours.problem() : "not JSON as documented";
        String field = fieldHere();
        return new DamageException(json, object + (field.isEmpty() ? "" : ", field " + field) + ": " + problem, damage);
    }

    /** The names that lead from the innermost element of an array to here. */
    private String fieldHere() {
        Deque<String> names = new ArrayDeque<>();
        JsonStreamContext at = json.getParsingContext();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            // The array stands where something else is expected.
            at = at.getParent();
        }
        for (; at != null && at.inObject(); at = at.getParent()) {
            if (at.getCurrentName() != null) {
                names.addFirst(at.getCurrentName());
            }
        }
        return String.join(".", names);
    }

    /** Damage described in our own words, which quote at most a name of the service's. */
    public static final class DamageException extends JsonParseException {

        private static final long serialVersionUID = 1;

        private final String problem;

        DamageException(JsonParser json, String problem, @Nullable Throwable cause) {
            super(json, problem, cause);
            this.problem = problem;
        }

        public String problem() {
            return problem;
        }
    }

    private void expect(JsonToken wanted) throws IOException {
        if (json.currentToken() != wanted) {
            throw damage(words(json.currentToken()) + " where " + words(wanted) + " is expected");
        }
    }

    private static String words(@Nullable JsonToken token) {
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of an array";
            case FIELD_NAME -> "a field";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }
}
