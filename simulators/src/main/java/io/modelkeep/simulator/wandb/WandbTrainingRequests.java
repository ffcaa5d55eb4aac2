package io.modelkeep.simulator.wandb;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.ReasonPhrases;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.Refusal;
import io.modelkeep.simulator.internal.RequestValues;
import io.modelkeep.simulator.internal.SimulatedHttpService;
import io.modelkeep.simulator.internal.SimulatedRoute;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The W&amp;B Training service: its routes, key check and answers. */
final class WandbTrainingRequests implements SimulatedHttpService {
    static final String ENTITY = "simulated-team";
    static final String BASE_MODEL = "OpenPipe/Qwen3-14B-Instruct";

    private static final List<String> BASE_MODELS = List.of(BASE_MODEL, "Qwen/Qwen2.5-14B-Instruct");

    private final WandbTrainingOptions options;
    private final TrainingModels models;

    WandbTrainingRequests(WandbTrainingOptions options, TrainingModels models) {
        this.options = options;
        this.models = models;
    }

    @Override
    public List<String> operations() {
        return Arrays.stream(WandbTrainingRoute.values())
                .map(WandbTrainingRoute::operation)
                .toList();
    }

    @Override
    public Optional<String> operation(Request request) {
        return WandbTrainingRoute.of(request).map(WandbTrainingRoute::operation);
    }

    @Override
    public Answer answer(Request request) {
        Answer answer;
        try {
            answer = WandbTrainingRoute.of(request)
                    .map(route -> carriedOut(route, request))
                    .orElseGet(() ->
                            SimulatedRoute.unrouted(SimulatedRoute.at(WandbTrainingRoute.values(), request.path())));
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        return options.htmlErrors() && answer.status() >= 400 ? html(answer) : answer;
    }

    @Override
    public Optional<Request> firstHalf(Request request) {
        RequestValues values = new RequestValues();
        Set<BigInteger> steps = values.integers(values.object(request), "steps");
        List<BigInteger> half = steps.stream().limit(steps.size() / 2).toList();
        return half.isEmpty() ? Optional.empty() : Optional.of(request.withBody(JsonText.write(Map.of("steps", half))));
    }

    @Override
    public Set<String> lists() {
        return Set.of(WandbTrainingRoute.LIST_CHECKPOINTS.operation());
    }

    @Override
    public SimulatedHttpService copy() {
        return new WandbTrainingRequests(options, models.copy());
    }

    private Answer carriedOut(WandbTrainingRoute route, Request request) {
        if (route.needsKey()) {
            checkKey(request.header("Authorization"));
            if (options.rateLimit() != null) {
                options.rateLimit().admit();
            }
        }
        List<String> segments = route.segments(request.path());
        return switch (route) {
            case BASE_MODELS -> Answer.json(200, BASE_MODELS);
            case CREATE_MODEL -> createModel(request);
            case LIST_CHECKPOINTS -> listCheckpoints(segments.get(0), request);
            case DELETE_CHECKPOINTS -> deleteCheckpoints(segments.get(0), request);
            case DELETE_MODEL -> deleteModel(segments.get(0));
            case HEALTH -> Answer.json(200, Map.of("status", "ok"));
        };
    }

    private void checkKey(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw unauthenticated("Not authenticated");
        }
        if (!authorization.substring(7).strip().equals(options.apiKey())) {
            throw unauthenticated("Invalid API key");
        }
    }

    private static Refusal unauthenticated(String detail) {
        return new Refusal(Answer.detail(401, detail).withHeader("WWW-Authenticate", "Bearer"));
    }

    private Answer createModel(Request request) {
        RequestValues values = new RequestValues();
        JsonNode body = values.object(request);
        String entity = values.optionalText(body, "entity");
        String project = values.text(body, "project");
        String name = values.text(body, "name");
        String baseModel = values.text(body, "base_model");
        boolean returnExisting = values.flag(body, "return_existing");
        values.orRefuse();
        TrainingModels.Creation creation =
                models.create(entity == null ? ENTITY : entity, project, name, baseModel, returnExisting);
        TrainingModels.Model model = creation.model();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", model.id());
        json.put("entity", model.entity());
        json.put("project", model.project());
        json.put("name", model.name());
        json.put("base_model", model.baseModel());
        json.put("run_id", model.runId());
        Answer answer = Answer.json(200, json);
        return creation.isNew() ? answer.changingState() : answer;
    }

    private Answer listCheckpoints(String modelId, Request request) {
        RequestValues values = new RequestValues();
        int limit = values.integer(request, "limit", 1, 100, 20);
        boolean descending = values.either(request, "order", "asc", "desc").equals("desc");
        values.orRefuse();
        CheckpointSeries.Page page = models.page(modelId, request.queryValue("after"), limit, descending);
        List<SimulatedCheckpoint> items = page.items();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("object", "list");
        json.put("data", items.stream().map(WandbTrainingRequests::checkpoint).toList());
        if (options.pageIds()) {
            json.put("first_id", items.isEmpty() ? "" : items.get(0).id());
            json.put(
                    "last_id",
                    items.isEmpty() ? "" : items.get(items.size() - 1).id());
        }
        json.put("has_more", page.hasMore());
        return Answer.json(200, json);
    }

    private static Map<String, Object> checkpoint(SimulatedCheckpoint checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", checkpoint.id());
        json.put("step", checkpoint.step());
        json.put("metrics", checkpoint.metrics());
        return json;
    }

    private Answer deleteCheckpoints(String modelId, Request request) {
        RequestValues values = new RequestValues();
        Set<BigInteger> steps = values.integers(values.object(request), "steps");
        values.orRefuse();
        TrainingModels.DeletedSteps deleted = models.deleteSteps(modelId, steps);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("deleted_count", deleted.count());
        json.put("not_found_steps", deleted.notFound());
        Answer answer = Answer.json(200, json);
        return deleted.count() > 0 ? answer.changingState() : answer;
    }

    private Answer deleteModel(String modelId) {
        int checkpoints = models.delete(modelId);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model_id", modelId);
        json.put("deleted_checkpoints", checkpoints);
        json.put("deleted_run", true);
        return Answer.json(200, json).changingState();
    }

    private static Answer html(Answer answer) {
        String title = answer.status() + " " + ReasonPhrases.of(answer.status());
        return answer.withBody(
                "text/html",
                "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>\n");
    }
}
