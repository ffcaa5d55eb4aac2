package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.SimulatedRoute;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes of the W&amp;B Training service that concern models, in the order of its OpenAPI document. */
enum WandbTrainingRoute implements SimulatedRoute {
    BASE_MODELS("base-models", "GET", "/v1/preview/base-models", false),
    CREATE_MODEL("create-model", "POST", "/v1/preview/models", true),
    LIST_CHECKPOINTS("list-checkpoints", "GET", "/v1/preview/models/([^/]+)/checkpoints", true),
    DELETE_CHECKPOINTS("delete-checkpoints", "DELETE", "/v1/preview/models/([^/]+)/checkpoints", true),
    DELETE_MODEL("delete-model", "DELETE", "/v1/preview/models/([^/]+)", true),
    HEALTH("health", "GET", "/v1/health", false);

    private final String operation;
    private final String method;
    private final Pattern path;
    private final boolean needsKey;

    WandbTrainingRoute(String operation, String method, String path, boolean needsKey) {
        this.operation = operation;
        this.method = method;
        this.path = Pattern.compile(path);
        this.needsKey = needsKey;
    }

    static Optional<WandbTrainingRoute> of(Request request) {
        return SimulatedRoute.find(values(), request.method(), request.path());
    }

    String operation() {
        return operation;
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
}
