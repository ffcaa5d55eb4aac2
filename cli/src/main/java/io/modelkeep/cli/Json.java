package io.modelkeep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.spi.SafeText;
import java.util.Map;

/** Writes plain values as JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** An object on one line, its fields in the map's order, and no character that a terminal would obey or not show. */
    static String of(Map<String, Object> fields) {
        try {
            return SafeText.escaped(MAPPER.writeValueAsString(fields));
        } catch (JsonProcessingException notPlain) {
            throw new IllegalStateException("values that JSON does not have", notPlain);
        }
    }
}
