package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.exchange.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes of the W&amp;B Training service that concern models, in the order of its OpenAPI document. */
enum WandbTrainingRoute {
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
        return at(request.path()).stream()
                .filter(route -> route.method.equals(request.method()))
                .findFirst();
    }

    static List<WandbTrainingRoute> at(String path) {
        return Arrays.stream(values())
                .filter(route -> route.path.matcher(path).matches())
                .toList();
    }

    String operation() {
        return operation;
    }

    String method() {
        return method;
    }

    boolean needsKey() {
        return needsKey;
    }

    String modelId(Request request) {
        Matcher matcher = path.matcher(request.path());
        if (!matcher.matches() || matcher.groupCount() == 0) {
            throw new IllegalStateException(this + " names no model");
        }
        return matcher.group(1);
    }
}
