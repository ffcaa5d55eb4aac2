package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.RequestValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object in a body, read with the rules of pydantic. The {@link RequestValues} collect the
 * errors.
 *
 * <p>An optional field may be null or absent.
 */
final class WeaveFields {
    private final RequestValues values;
    private final JsonNode object;
    private final List<Object> location;

    private WeaveFields(RequestValues values, JsonNode object, List<Object> location) {
        this.values = values;
        this.object = object;
        this.location = location;
    }

    static WeaveFields of(RequestValues values, Request request) {
        return new WeaveFields(values, values.object(request), List.of("body"));
    }

    /** Records an error for each field other than the known ones. */
    WeaveFields only(String... known) {
        Set<String> names = Set.of(known);
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                values.error("extra_forbidden", at(name), "Extra inputs are not permitted", object.get(name));
            }
        });
        return this;
    }

    String text(String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            if (object.isObject()) {
                values.error("missing", at(field), "Field required", object);
            }
            return "";
        }
        return values.text(value, at(field));
    }

    @Nullable String optionalText(String field) {
        return object.hasNonNull(field) ? values.text(object.get(field), at(field)) : null;
    }

    @Nullable Boolean optionalFlag(String field) {
        return object.hasNonNull(field) ? values.flag(object.get(field), at(field)) : null;
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(optionalFlag(field));
    }

    @Nullable BigInteger optionalInteger(String field) {
        return object.hasNonNull(field) ? values.integer(object.get(field), at(field)) : null;
    }

    /** Returns the texts of an array. The list is empty if there is no array. */
    List<String> texts(String field) {
        return object.hasNonNull(field) ? texts(values, object.get(field), at(field)) : List.of();
    }

    /** Returns the texts of a required array. */
    List<String> requiredTexts(String field) {
        if (!object.has(field)) {
            text(field);
            return List.of();
        }
        return texts(values, object.get(field), at(field));
    }

    static List<String> texts(RequestValues values, JsonNode array, List<Object> location) {
        List<String> texts = new ArrayList<>();
        if (!array.isArray()) {
            values.error("list_type", location, "Input should be a valid list", array);
        }
        for (int i = 0; i < array.size() && array.isArray(); i++) {
            texts.add(values.text(array.get(i), and(location, i)));
        }
        return texts;
    }

    @Nullable ObjectNode optionalDictionary(String field) {
        if (!object.hasNonNull(field)) {
            return null;
        }
        if (object.get(field) instanceof ObjectNode dictionary) {
            return dictionary;
        }
        values.error("dict_type", at(field), "Input should be a valid dictionary", object.get(field));
        return null;
    }

    @Nullable WeaveFields optionalObject(String field) {
        return object.hasNonNull(field) ? nested(object.get(field), at(field)) : null;
    }

    /** Returns the objects of an array. The list is empty if there is no array. */
    List<WeaveFields> objects(String field) {
        List<WeaveFields> objects = new ArrayList<>();
        if (!object.hasNonNull(field)) {
            return objects;
        }
        JsonNode array = object.get(field);
        if (!array.isArray()) {
            values.error("list_type", at(field), "Input should be a valid list", array);
            return objects;
        }
        for (int i = 0; i < array.size(); i++) {
            objects.add(nested(array.get(i), and(at(field), i)));
        }
        return objects;
    }

    /** Returns one of two words. */
    String either(String field, String first, String second) {
        JsonNode value = object.get(field);
        if (value == null) {
            return text(field);
        }
        if (!value.isTextual()
                || !(value.textValue().equals(first) || value.textValue().equals(second))) {
            String expected = "'" + first + "' or '" + second + "'";
            values.error("literal_error", at(field), "Input should be " + expected, value)
                    .put("ctx", Map.of("expected", expected));
        }
        return value.asText();
    }

    private WeaveFields nested(JsonNode value, List<Object> there) {
        if (!value.isObject()) {
            String message = "Input should be a valid dictionary or object to extract fields from";
            values.error("model_attributes_type", there, message, value);
        }
        return new WeaveFields(values, value, there);
    }

    private List<Object> at(String field) {
        return and(location, field);
    }

    private static List<Object> and(List<Object> location, Object last) {
        List<Object> longer = new ArrayList<>(location);
        longer.add(last);
        return longer;
    }
}
