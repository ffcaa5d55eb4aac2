package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.internal.SimulatedRoute;
import java.util.regex.Pattern;

/** The routes of the W&amp;B Weave service that concern models, in the order of its OpenAPI document. */
enum WeaveRoute implements SimulatedRoute {
    HEALTH("GET", "/health", false),
    SERVER_INFO("GET", "/server_info", false),
    READ_OBJECT("POST", "/obj/read", true),
    QUERY_OBJECTS("POST", "/objs/query", true),
    DELETE_OBJECT("POST", "/obj/delete", true),
    ADD_TAGS("PUT", "/objs/([^/]+)/versions/([^/]+)/tags", true),
    REMOVE_TAGS("POST", "/objs/([^/]+)/versions/([^/]+)/tags/remove", true),
    SET_ALIASES("PUT", "/objs/([^/]+)/aliases", true),
    REMOVE_ALIASES("POST", "/objs/([^/]+)/aliases/remove", true),
    CREATE_MODEL("POST", "/v2/([^/]+)/([^/]+)/models", true),
    LIST_MODELS("GET", "/v2/([^/]+)/([^/]+)/models", true),
    READ_MODEL("GET", "/v2/([^/]+)/([^/]+)/models/([^/]+)/versions/([^/]+)", true),
    DELETE_MODEL("DELETE", "/v2/([^/]+)/([^/]+)/models/([^/]+)", true);

    private final String method;
    private final Pattern path;
    private final boolean needsKey;

    WeaveRoute(String method, String path, boolean needsKey) {
        this.method = method;
        this.path = Pattern.compile(path);
        this.needsKey = needsKey;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Pattern path() {
        return path;
    }

    boolean needsKey() {
        return needsKey;
    }

    /** Reports whether older servers lack the route. */
    boolean isOfLabels() {
        return this == ADD_TAGS || this == REMOVE_TAGS || this == SET_ALIASES || this == REMOVE_ALIASES;
    }
}
