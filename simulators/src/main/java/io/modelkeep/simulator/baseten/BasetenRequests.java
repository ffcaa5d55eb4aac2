package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.RateLimit;
import io.modelkeep.simulator.internal.Refusal;
import io.modelkeep.simulator.internal.SimulatedHttpService;
import io.modelkeep.simulator.internal.SimulatedRoute;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Baseten management API, with its routes, key check and rate limits. */
final class BasetenRequests implements SimulatedHttpService {
    private static final Set<String> LISTS =
            Set.of("list-models", "list-deployments", "list-runs", "list-loops-checkpoints", "list-job-checkpoints");

    private final BasetenOptions options;
    private final Supplier<SimulatedHttpService> copies;
    private final BasetenModelAnswers models;
    private final BasetenTrainingAnswers training;
    private final BasetenLoopsAnswers loops;
    private final Map<BasetenRoute, RateLimit> rateLimits = new EnumMap<>(BasetenRoute.class);

    BasetenRequests(
            BasetenOptions options,
            Supplier<SimulatedHttpService> copies,
            BasetenModelAnswers models,
            BasetenTrainingAnswers training,
            BasetenLoopsAnswers loops) {
        this.options = options;
        this.copies = copies;
        this.models = models;
        this.training = training;
        this.loops = loops;
        RateLimit limit = options.rateLimit();
        if (limit != null) {
            for (BasetenRoute route : BasetenRoute.values()) {
                rateLimits.put(route, limit.unused());
            }
        }
    }

    @Override
    public List<String> operations() {
        return Arrays.stream(BasetenRoute.values())
                .map(BasetenRoute::operation)
                .distinct()
                .toList();
    }

    @Override
    public Set<String> lists() {
        return LISTS;
    }

    @Override
    public SimulatedHttpService copy() {
        return copies.get();
    }

    @Override
    public Optional<String> operation(Request request) {
        return BasetenRoute.of(request).map(BasetenRoute::operation);
    }

    @Override
    public Answer answer(Request request) {
        try {
            return BasetenRoute.of(request)
                    .map(route -> admitted(route, request))
                    .orElseGet(() -> unrouted(request));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static Answer unrouted(Request request) {
        List<BasetenRoute> otherMethods = SimulatedRoute.at(BasetenRoute.values(), request.path());
        return otherMethods.isEmpty()
                ? BasetenErrorAnswers.unrouted()
                : BasetenErrorAnswers.methodNotAllowed(
                        otherMethods.stream().map(BasetenRoute::method).collect(Collectors.joining(", ")));
    }

    private Answer admitted(BasetenRoute route, Request request) {
        checkKey(request.header("Authorization"));
        RateLimit limit = rateLimits.get(route);
        long seconds = limit == null ? 0 : limit.tryAdmit();
        if (seconds > 0) {
            throw BasetenErrorAnswers.tooManyRequests(seconds);
        }
        return carriedOut(route, route.segments(request.path()), request);
    }

    private void checkKey(@Nullable String authorization) {
        String[] parts = authorization == null ? new String[0] : authorization.split(" ", 2);
        if (parts.length < 2) {
            throw BasetenErrorAnswers.unauthorized("Authentication is required");
        }
        boolean known = parts[0].equalsIgnoreCase("Api-Key")
                || (options.bearerAccepted() && parts[0].equalsIgnoreCase("Bearer"));
        if (!known || !parts[1].strip().equals(options.apiKey())) {
            throw BasetenErrorAnswers.unauthorized("Invalid API key");
        }
    }

    private Answer carriedOut(BasetenRoute route, List<String> ids, Request request) {
        return switch (route) {
            case LIST_MODELS -> models.all(request.queryValue("name"));
            case LIST_TEAM_MODELS -> models.ofTeam(ids.get(0), request.queryValue("name"));
            case GET_MODEL -> models.get(ids.get(0));
            case DELETE_MODEL -> models.delete(ids.get(0));
            case LIST_DEPLOYMENTS -> models.deployments(ids.get(0), request.queryValue("name"));
            case GET_DEPLOYMENT -> models.deployment(ids.get(0), ids.get(1));
            case DELETE_DEPLOYMENT -> models.deleteDeployment(ids.get(0), ids.get(1));
            case DEACTIVATE_DEPLOYMENT -> models.deactivate(ids.get(0), ids.get(1));
            case LIST_ENVIRONMENTS -> models.environments(ids.get(0));
            case LIST_PROJECTS -> training.projects();
            case LIST_JOBS -> training.jobs(ids.get(0));
            case GET_JOB -> training.job(ids.get(0), ids.get(1));
            case SEARCH_JOBS -> training.search(request);
            case LIST_JOB_CHECKPOINTS -> training.checkpoints(ids.get(0), ids.get(1));
            case LIST_JOB_FILES -> training.files(ids.get(0), ids.get(1), request);
            case LIST_RUNS -> loops.runs(request);
            case LIST_TEAM_RUNS -> loops.runsOfTeam(ids.get(0), request);
            case GET_RUN -> loops.run(ids.get(0));
            case DELETE_RUN -> loops.deleteRun(ids.get(0));
            case DEACTIVATE_RUN -> loops.deactivate(ids.get(0));
            case LIST_LOOPS_CHECKPOINTS -> loops.checkpoints(request);
            case DELETE_LOOPS_CHECKPOINT -> loops.delete(ids.get(0));
            case LIST_LOOPS_FILES -> loops.files(ids.get(0), request);
            case LIST_TEAMS -> {
                if (options.has(BasetenQuirk.TEAMS_FORBIDDEN)) {
                    throw BasetenErrorAnswers.forbidden("The key may not list teams");
                }
                yield models.teams(request.queryValue("name"));
            }
        };
    }
}
