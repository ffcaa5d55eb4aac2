package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.SimulatedRoute;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes of the Baseten management API that concern models, checkpoints and runs. */
enum BasetenRoute implements SimulatedRoute {
    LIST_MODELS("list-models", "GET", "/v1/models"),
    LIST_TEAM_MODELS("list-models", "GET", "/v1/teams/([^/]+)/models"),
    GET_MODEL("get-model", "GET", "/v1/models/([^/]+)"),
    DELETE_MODEL("delete-model", "DELETE", "/v1/models/([^/]+)"),
    LIST_DEPLOYMENTS("list-deployments", "GET", "/v1/models/([^/]+)/deployments"),
    GET_DEPLOYMENT("get-deployment", "GET", "/v1/models/([^/]+)/deployments/([^/]+)"),
    DELETE_DEPLOYMENT("delete-deployment", "DELETE", "/v1/models/([^/]+)/deployments/([^/]+)"),
    DEACTIVATE_DEPLOYMENT("deactivate-deployment", "POST", "/v1/models/([^/]+)/deployments/([^/]+)/deactivate"),
    LIST_ENVIRONMENTS("list-environments", "GET", "/v1/models/([^/]+)/environments"),
    LIST_PROJECTS("list-projects", "GET", "/v1/training_projects"),
    LIST_JOBS("list-jobs", "GET", "/v1/training_projects/([^/]+)/jobs"),
    GET_JOB("get-job", "GET", "/v1/training_projects/([^/]+)/jobs/([^/]+)"),
    SEARCH_JOBS("search-jobs", "POST", "/v1/training_jobs/search"),
    LIST_JOB_CHECKPOINTS("list-job-checkpoints", "GET", "/v1/training_projects/([^/]+)/jobs/([^/]+)/checkpoints"),
    LIST_JOB_FILES("list-job-files", "GET", "/v1/training_projects/([^/]+)/jobs/([^/]+)/checkpoint_files"),
    LIST_RUNS("list-runs", "GET", "/v1/loops/runs"),
    LIST_TEAM_RUNS("list-runs", "GET", "/v1/teams/([^/]+)/loops/runs"),
    GET_RUN("get-run", "GET", "/v1/loops/runs/([^/]+)"),
    DELETE_RUN("delete-run", "DELETE", "/v1/loops/runs/([^/]+)"),
    DEACTIVATE_RUN("deactivate-run", "POST", "/v1/loops/runs/([^/]+)/deactivate"),
    LIST_LOOPS_CHECKPOINTS("list-loops-checkpoints", "GET", "/v1/loops/checkpoints"),
    DELETE_LOOPS_CHECKPOINT("delete-loops-checkpoint", "DELETE", "/v1/loops/checkpoints/([^/]+)"),
    LIST_LOOPS_FILES("list-loops-files", "GET", "/v1/loops/checkpoints/([^/]+)/files"),
    LIST_TEAMS("list-teams", "GET", "/v1/teams");

    private final String operation;
    private final String method;
    private final Pattern path;

    BasetenRoute(String operation, String method, String path) {
        this.operation = operation;
        this.method = method;
        this.path = Pattern.compile(path);
    }

    static Optional<BasetenRoute> of(Request request) {
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
}
