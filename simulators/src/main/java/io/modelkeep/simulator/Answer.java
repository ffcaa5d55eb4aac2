package io.modelkeep.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service says to a request, before any fault touches it. */
record Answer(
        int status,
        @Nullable String contentType,
        List<Map.Entry<String, String>> headers,
        String body,
        boolean changedState) {

    Answer {
        headers = List.copyOf(headers);
    }

    static Answer empty(int status) {
        return new Answer(status, null, List.of(), "", false);
    }

    static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, List.of(), body, false);
    }

    static Answer json(int status, Object value) {
        return text(status, "application/json", Json.write(value));
    }

    /** An error as FastAPI writes those that are no validation errors. */
    static Answer detail(int status, String detail) {
        return json(status, Map.of("detail", detail));
    }

    Answer withHeader(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, contentType, more, body, changedState);
    }

    Answer withBody(String newContentType, String newBody) {
        return new Answer(status, newContentType, headers, newBody, changedState);
    }

    Answer withoutBody() {
        return new Answer(status, contentType, headers, "", changedState);
    }

    Answer changingState() {
        return new Answer(status, contentType, headers, body, true);
    }
}
