package io.modelkeep.baseten.internal.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A collector of attributes. Values that the service does not report are left out. Not thread-safe. */
final class AttributeMap {

    private final Map<String, String> values = new LinkedHashMap<>();

    AttributeMap put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    AttributeMap putJson(String name, @Nullable JsonNode value) {
        return put(name, value == null || value.isNull() ? null : value);
    }

    Map<String, String> values() {
        return values;
    }
}
