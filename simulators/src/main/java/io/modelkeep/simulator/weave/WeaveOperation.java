package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.Request;
import java.util.Locale;

/**
 * The purpose of a request to W&amp;B Weave. One route serves several purposes, which depend on the content of the
 * request.
 */
enum WeaveOperation {
    CREATE_MODEL,
    LIST_MODELS,
    LIST_VERSIONS,
    GET_MODEL,
    DELETE_VERSIONS,
    DELETE_MODEL,
    V2_LIST_MODELS,
    V2_READ_MODEL,
    READ_OBJECT,
    ADD_TAGS,
    REMOVE_TAGS,
    SET_ALIASES,
    REMOVE_ALIASES,
    HEALTH,
    SERVER_INFO;

    static WeaveOperation of(WeaveRoute route, Request request) {
        return switch (route) {
            case CREATE_MODEL -> CREATE_MODEL;
            case LIST_MODELS -> V2_LIST_MODELS;
            case READ_MODEL -> V2_READ_MODEL;
            case DELETE_MODEL ->
                deletion(!request.queryValues("digests").isEmpty()
                        || !body(request).isEmpty());
            case QUERY_OBJECTS -> query(body(request).path("filter"));
            case READ_OBJECT -> READ_OBJECT;
            case DELETE_OBJECT -> deletion(!body(request).path("digests").isEmpty());
            case ADD_TAGS -> ADD_TAGS;
            case REMOVE_TAGS -> REMOVE_TAGS;
            case SET_ALIASES -> SET_ALIASES;
            case REMOVE_ALIASES -> REMOVE_ALIASES;
            case HEALTH -> HEALTH;
            case SERVER_INFO -> SERVER_INFO;
        };
    }

    private static WeaveOperation deletion(boolean digestsSent) {
        return digestsSent ? DELETE_VERSIONS : DELETE_MODEL;
    }

    private static WeaveOperation query(JsonNode filter) {
        if (filter.path("object_ids").isEmpty()) {
            return LIST_MODELS;
        }
        return filter.path("latest_only").asBoolean() ? GET_MODEL : LIST_VERSIONS;
    }

    private static JsonNode body(Request request) {
        try {
            return JsonText.read(request.body().utf8());
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the name of the operation for scripting faults. */
    String spelled() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
