package io.modelkeep.simulator.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader of request values with the rules of FastAPI and pydantic (version 2, lax mode), which collects all errors.
 *
 * <p>A wrong value reads as an empty one. {@link #orRefuse()} must be called before any value is used.
 */
public final class RequestValues {
    private static final Set<String> TRUE = Set.of("1", "on", "t", "true", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "off", "f", "false", "n", "no");

    private final List<Map<String, @Nullable Object>> errors = new ArrayList<>();

    /** Ends the request with 422 if there were errors. */
    public void orRefuse() {
        if (!errors.isEmpty()) {
            throw new Refusal(Answer.json(422, Map.of("detail", errors)));
        }
    }

    /** Returns the JSON object in the body, or a missing node after recording an error. */
    public JsonNode object(Request request) {
        JsonNode body = json(request);
        if (body == null) {
            return MissingNode.getInstance();
        }
        if (body.isMissingNode() || body.isNull()) {
            error("missing", List.of("body"), "Field required", null);
            return MissingNode.getInstance();
        }
        if (!body.isObject()) {
            String message = "Input should be a valid dictionary or object to extract fields from";
            error("model_attributes_type", List.of("body"), message, body);
            return MissingNode.getInstance();
        }
        return body;
    }

    /** Returns the JSON value in the body, a missing node without a body, or null if the body is not JSON. */
    public @Nullable JsonNode json(Request request) {
        String text = request.body().utf8();
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return isJson(request.header("Content-Type")) ? JsonText.read(text) : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            long offset =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
            Map<String, @Nullable Object> error =
                    error("json_invalid", List.of("body", offset), "JSON decode error", Map.of());
            error.put("ctx", Map.of("error", "Expecting value"));
            return null;
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    public String text(JsonNode object, String field) {
        JsonNode value = required(object, field);
        return value == null ? "" : text(value, List.of("body", field));
    }

    /** Returns the text of a field that may be null or absent. */
    public @Nullable String optionalText(JsonNode object, String field) {
        return object.hasNonNull(field) ? text(object.get(field), List.of("body", field)) : null;
    }

    public String text(JsonNode value, List<Object> location) {
        if (!value.isTextual()) {
            error("string_type", location, "Input should be a valid string", value);
        }
        return value.asText();
    }

    /** Returns a boolean, which is false if the field is absent. */
    public boolean flag(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && flag(value, List.of("body", field));
    }

    public boolean flag(JsonNode value, List<Object> location) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!value.isTextual() && !value.isNumber()) {
            error("bool_type", location, "Input should be a valid boolean", value);
            return false;
        }
        String spelled = value.isNumber() && value.doubleValue() == value.intValue()
                ? Integer.toString(value.intValue())
                : value.asText().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(spelled) && !FALSE.contains(spelled)) {
            error("bool_parsing", location, "Input should be a valid boolean, unable to interpret input", value);
        }
        return TRUE.contains(spelled);
    }

    /** Returns the distinct integers of an array, in order. */
    public Set<BigInteger> integers(JsonNode object, String field) {
        JsonNode array = required(object, field);
        Set<BigInteger> integers = new LinkedHashSet<>();
        if (array == null) {
            return integers;
        }
        if (!array.isArray()) {
            error("list_type", List.of("body", field), "Input should be a valid list", array);
            return integers;
        }
        for (int i = 0; i < array.size(); i++) {
            BigInteger integer = integer(array.get(i), List.of("body", field, i));
            if (integer != null) {
                integers.add(integer);
            }
        }
        return integers;
    }

    /** Returns an integer of the query after checking its bounds. */
    public int integer(Request request, String name, int least, int most, int absent) {
        String text = request.queryValue(name);
        if (text == null) {
            return absent;
        }
        List<Object> location = List.of("query", name);
        BigInteger value = integer(TextNode.valueOf(text), location);
        if (value == null) {
            return absent;
        }
        if (value.compareTo(BigInteger.valueOf(least)) < 0) {
            error("greater_than_equal", location, "Input should be greater than or equal to " + least, text)
                    .put("ctx", Map.of("ge", least));
            return absent;
        }
        if (value.compareTo(BigInteger.valueOf(most)) > 0) {
            error("less_than_equal", location, "Input should be less than or equal to " + most, text)
                    .put("ctx", Map.of("le", most));
            return absent;
        }
        return value.intValueExact();
    }

    /** Returns one of two words of the query, the first one if the parameter is absent. */
    public String either(Request request, String name, String first, String second) {
        String text = request.queryValue(name);
        if (text == null || text.equals(first) || text.equals(second)) {
            return text == null ? first : text;
        }
        String expected = "'" + first + "' or '" + second + "'";
        error("literal_error", List.of("query", name), "Input should be " + expected, text)
                .put("ctx", Map.of("expected", expected));
        return first;
    }

    private @Nullable JsonNode required(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null && object.isObject()) {
            error("missing", List.of("body", field), "Field required", object);
        }
        return value;
    }

    public @Nullable BigInteger integer(JsonNode value, List<Object> location) {
        LaxInteger read = LaxInteger.of(value);
        if (read.value() == null) {
            error(read.problem(), location, read.message(), value);
        }
        return read.value();
    }

    public Map<String, @Nullable Object> error(
            String type, List<Object> location, String message, @Nullable Object input) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("type", type);
        error.put("loc", location);
        error.put("msg", message);
        error.put("input", input);
        errors.add(error);
        return error;
    }
}
