package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers of the Baseten management API about teams, models, deployments and environments. */
final class BasetenModelAnswers {
    private final BasetenModels models;
    private final BasetenOptions options;

    BasetenModelAnswers(BasetenModels models, BasetenOptions options) {
        this.models = models;
        this.options = options;
    }

    Answer teams(@Nullable String name) {
        return Answer.json(
                200,
                Map.of(
                        "teams",
                        BasetenSequence.unordered(models.teams()).stream()
                                .filter(team -> name == null || team.name().equals(name))
                                .map(BasetenModelAnswers::team)
                                .toList()));
    }

    Answer all(@Nullable String name) {
        return list(models.all().stream(), name);
    }

    Answer ofTeam(String teamId, @Nullable String name) {
        BasetenModels.Team team = models.team(teamId);
        return list(models.all().stream().filter(model -> model.team().equals(team)), name);
    }

    private Answer list(Stream<BasetenModels.Model> all, @Nullable String name) {
        List<BasetenModels.Model> listed =
                all.filter(model -> name == null || model.name().equals(name)).toList();
        return Answer.json(
                200,
                Map.of(
                        "models",
                        BasetenSequence.unordered(listed).stream()
                                .map(this::model)
                                .toList()));
    }

    Answer get(String modelId) {
        return Answer.json(200, model(models.get(modelId)));
    }

    Answer delete(String modelId) {
        models.delete(modelId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", modelId);
        json.put("deleted", true);
        return Answer.json(200, json).changingState();
    }

    Answer deployments(String modelId, @Nullable String name) {
        BasetenModels.Model model = models.get(modelId);
        return Answer.json(
                200,
                Map.of(
                        "deployments",
                        BasetenSequence.unordered(model.deployments().values()).stream()
                                .filter(deployment ->
                                        name == null || deployment.name().equals(name))
                                .map(deployment -> deployment(modelId, deployment))
                                .toList()));
    }

    Answer deployment(String modelId, String idOrPlace) {
        return Answer.json(200, deployment(modelId, models.get(modelId).deployment(idOrPlace)));
    }

    Answer deleteDeployment(String modelId, String deploymentId) {
        models.deleteDeployment(modelId, deploymentId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", deploymentId);
        json.put("deleted", true);
        json.put("model_id", modelId);
        return Answer.json(200, json).changingState();
    }

    Answer deactivate(String modelId, String idOrPlace) {
        boolean changed = models.deactivate(modelId, idOrPlace);
        Answer answer = Answer.json(200, Map.of("success", true));
        return changed ? answer.changingState() : answer;
    }

    /**
     * Returns the environments of a model. A development deployment appears in its own row and in the model, but not
     * here.
     */
    Answer environments(String modelId) {
        BasetenModels.Model model = models.get(modelId);
        return Answer.json(
                200,
                Map.of(
                        "environments",
                        BasetenSequence.unordered(model.environments().entrySet()).stream()
                                .filter(environment -> !environment.getKey().equals(BasetenModels.DEVELOPMENT))
                                .map(environment -> environment(model, environment.getKey(), environment.getValue()))
                                .toList()));
    }

    private static Map<String, @Nullable Object> team(BasetenModels.Team team) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", team.id());
        json.put("name", team.name());
        json.put("default", team.isDefault());
        json.put("created_at", BasetenSequence.iso(team.createdAt()));
        return json;
    }

    private Map<String, @Nullable Object> model(BasetenModels.Model model) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", model.id());
        json.put("created_at", BasetenSequence.iso(model.createdAt()));
        json.put("name", model.name());
        json.put("deployments_count", model.deployments().size());
        if (!models.hidesProduction(model.id())) {
            json.put("production_deployment_id", idIn(model, BasetenModels.PRODUCTION));
        }
        json.put("development_deployment_id", idIn(model, BasetenModels.DEVELOPMENT));
        json.put("instance_type_name", BasetenJson.INSTANCE_TYPE);
        json.put("team_name", model.team().name());
        return json;
    }

    private static @Nullable String idIn(BasetenModels.Model model, String environment) {
        return model.in(environment).map(BasetenModels.Deployment::id).orElse(null);
    }

    private Map<String, @Nullable Object> deployment(String modelId, BasetenModels.Deployment deployment) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", deployment.id());
        json.put("created_at", BasetenSequence.iso(deployment.createdAt()));
        json.put("name", deployment.name());
        json.put("model_id", modelId);
        putLiveness(json, deployment);
        json.put("status", deployment.status());
        json.put("active_replica_count", deployment.status().equals("ACTIVE") ? 1 : 0);
        json.put("autoscaling_settings", BasetenJson.autoscaling());
        json.put("instance_type_name", BasetenJson.INSTANCE_TYPE);
        json.put("labels", null);
        json.put("region", null);
        if (options.newerFields()) {
            json.put("request_backpressure_settings", BasetenJson.backpressure());
        }
        return json;
    }

    private void putLiveness(Map<String, @Nullable Object> json, BasetenModels.Deployment deployment) {
        if (options.has(BasetenQuirk.LIVENESS_MISSING)) {
            return;
        }
        boolean known = !options.has(BasetenQuirk.LIVENESS_NULL);
        json.put("is_production", known ? deployment.isIn(BasetenModels.PRODUCTION) : null);
        json.put("is_development", known ? deployment.isIn(BasetenModels.DEVELOPMENT) : null);
        json.put("environment", known ? deployment.environment() : null);
    }

    private Map<String, @Nullable Object> environment(BasetenModels.Model model, String name, Instant createdAt) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("name", name);
        json.put("created_at", BasetenSequence.iso(createdAt));
        json.put("model_id", model.id());
        json.put(
                "current_deployment",
                model.in(name)
                        .map(deployment -> deployment(model.id(), deployment))
                        .orElse(null));
        json.put("candidate_deployment", null);
        json.put("in_progress_promotion", null);
        json.put("autoscaling_settings", BasetenJson.autoscaling());
        json.put("promotion_settings", BasetenJson.promotion());
        json.put("instance_type", BasetenJson.instanceType());
        if (options.newerFields()) {
            json.put("request_backpressure_settings", BasetenJson.backpressure());
        }
        json.put("autoscaling_schedules", null);
        return json;
    }
}
