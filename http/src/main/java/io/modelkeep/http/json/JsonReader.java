package io.modelkeep.http.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.modelkeep.http.internal.json.SeenFieldNames;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader that walks through the JSON of one answer, value by value, as strictly as the records are mapped. Damage is
 * an error and never becomes a plausible value. Examples are a duplicate name in an object, and a number in place of a
 * text or vice versa. Another example is a fraction in place of a whole number. Skipped values are checked as strictly.
 * Used by one thread.
 *
 * <p>The reader suits long lists, because it creates no object that its caller does not request. All methods throw
 * {@link IOException} if the answer was cut off, and {@link JsonParseException} if the answer is damaged.
 */
public final class JsonReader {

    private static final JsonParser.Feature NON_NUMERIC = JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature();

    private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private final JsonParser json;
    private final List<SeenFieldNames> seen = new ArrayList<>();
    private int depth;

    /** The depth of the object in which values may be NaN or infinity, or 0 outside of such an object. */
    private int lenientDepth;

    public JsonReader(JsonParser json) {
        // The duplicate detection of the parser creates a set for each object. This class checks the names instead.
        this.json = json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }

    /** Moves to the first value. */
    public void begin() throws IOException {
        json.nextToken();
    }

    /** Checks that nothing follows the last value. */
    public void end() throws IOException {
        if (json.nextToken() != null) {
            throw damage("text after the end");
        }
    }

    /** Enters the object that is the current value. */
    public void enterObject() throws IOException {
        expect(JsonToken.START_OBJECT);
        if (depth == seen.size()) {
            seen.add(new SeenFieldNames());
        }
        seen.get(depth++).clear();
    }

    /**
     * Enters the object that is the current value. In this object {@link #number()} accepts NaN and infinity, both as
     * bare words and as texts. Neither is JSON, but servers that do not check their values write them.
     */
    public void enterObjectOfNumbers() throws IOException {
        enterObject();
        lenientDepth = depth;
        json.enable(NON_NUMERIC);
    }

    /**
     * Moves to the value of the object's next field and returns the field's name. After the last field, this method
     * leaves the object and returns null.
     */
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

    /** Enters the array that is the current value. */
    public void enterArray() throws IOException {
        expect(JsonToken.START_ARRAY);
    }

    /**
     * Moves to the array's next value and returns true. After the last value, this method leaves the array and returns
     * false.
     */
    public boolean nextElement() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    /** Returns whether the current value is null. */
    public boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Returns the current value, which must be a text. */
    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    /** Returns the current value, which must be a text or null. */
    public @Nullable String textOrNull() throws IOException {
        return isNull() ? null : text();
    }

    /** Returns the current value, which must be a whole number. */
    public long wholeNumber() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    /**
     * Returns the current value, which must be a number. A number out of range is returned as infinity. In {@link
     * #enterObjectOfNumbers()}, every number that is not finite is returned as NaN.
     */
    public double number() throws IOException {
        if (lenientDepth > 0 && isNotFinite()) {
            return Double.NaN;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(JsonToken.VALUE_NUMBER_FLOAT);
        }
        // The parser's own conversion of this number first creates a string.
        double number =
                NumberInput.parseDouble(json.getTextCharacters(), json.getTextOffset(), json.getTextLength(), true);
        return lenientDepth > 0 && Double.isInfinite(number) ? Double.NaN : number;
    }

    private boolean isNotFinite() throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? NOT_FINITE.matcher(json.getText()).matches()
                : json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN();
    }

    /** Returns the current value, which must be a truth value. */
    public boolean flag() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE);
            return false;
        }
        return true;
    }

    /** Skips the current value, with the same checks as for values that are read. */
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

    /** Creates the exception for an answer that differs from the service's documentation. */
    public IOException damage(String problem) {
        return new DamageException(json, problem, null);
    }

    /**
     * Creates the exception for damage within an object, with the name of the damaged field.
     *
     * @param object a description of the object, such as its id
     * @param damage the exception thrown within the object
     */
    public IOException damageIn(String object, JacksonException damage) {
        String problem = damage instanceof DamageException ours ? ours.problem() : "not JSON as documented";
        String field = fieldHere();
        return new DamageException(json, object + (field.isEmpty() ? "" : ", field " + field) + ": " + problem, damage);
    }

    /** Returns the field names on the path from the innermost array element to the current position, joined by dots. */
    private String fieldHere() {
        Deque<String> names = new ArrayDeque<>();
        JsonStreamContext at = json.getParsingContext();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            // The array is in the place of another value. The field name is in the context around the array.
            at = at.getParent();
        }
        for (; at != null && at.inObject(); at = at.getParent()) {
            if (at.getCurrentName() != null) {
                names.addFirst(at.getCurrentName());
            }
        }
        return String.join(".", names);
    }

    /** An exception with our own description of the damage, which quotes at most a name from the service. */
    public static final class DamageException extends JsonParseException {

        private static final long serialVersionUID = 1;

        private final String problem;

        /** Creates an exception for an answer that is not JSON. */
        public DamageException(String problem) {
            super(null, problem);
            this.problem = problem;
        }

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
