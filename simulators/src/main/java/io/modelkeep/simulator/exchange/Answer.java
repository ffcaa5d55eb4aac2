package io.modelkeep.simulator.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The answer of a service to a request, before a fault changes it. */
public record Answer(
        int status,
        @Nullable String contentType,
        List<Map.Entry<String, String>> headers,
        String body,
        boolean changedState) {

    public Answer {
        headers = List.copyOf(headers);
    }

    static Answer empty(int status) {
        return new Answer(status, null, List.of(), "", false);
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, List.of(), body, false);
    }

    public static Answer json(int status, Object value) {
        return text(status, "application/json", JsonText.write(value));
    }

    /** Returns an error in the format that FastAPI uses for all but validation errors. */
    public static Answer detail(int status, String detail) {
        return json(status, Map.of("detail", detail));
    }

    public Answer withHeader(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, contentType, more, body, changedState);
    }

    public Answer withBody(String newContentType, String newBody) {
        return new Answer(status, newContentType, headers, newBody, changedState);
    }

    /** Returns this answer with an edited body. An answer that is not a JSON object is returned unchanged. */
    Answer withEditedJson(UnaryOperator<Map<String, @Nullable Object>> edit) {
        JsonNode json;
        try {
            json = JsonText.read(body);
        } catch (JsonProcessingException notJson) {
            return this;
        }
        return json.isObject()
                ? withBody("application/json", JsonText.write(edit.apply(JsonText.members(json))))
                : this;
    }

    public Answer withoutBody() {
        return new Answer(status, contentType, headers, "", changedState);
    }

    public Answer changingState() {
        return new Answer(status, contentType, headers, body, true);
    }
}
