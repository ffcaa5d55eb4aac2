package io.modelkeep.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.spi.SafeText;
import java.util.Map;

/** Writes plain values as JSON. */
public final class JsonLine {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonLine() {}

    /** An object on one line, its fields in the map's order, and no character that a terminal would obey or not show. */
    public static String of(Map<String, Object> fields) {
        try {
            return SafeText.escaped(MAPPER.writeValueAsString(fields));
        } catch (JsonProcessingException notPlain) {
            throw new IllegalStateException("values that JSON does not have", notPlain);
        }
    }
}
