package io.modelkeep.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.spi.SafeText;
import java.util.Map;

/** The conversion of plain values to JSON. */
public final class JsonLine {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonLine() {}

    /**
     * Returns an object on one line, with its fields in the order of the map. Characters that a terminal would
     * interpret or not show are escaped.
     */
    public static String of(Map<String, Object> fields) {
        try {
            return SafeText.escaped(MAPPER.writeValueAsString(fields));
        } catch (JsonProcessingException notPlain) {
            throw new IllegalStateException("values that cannot be written as JSON", notPlain);
        }
    }
}
