package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers of the Baseten management API about Loops runs and their checkpoints. */
final class BasetenLoopsAnswers {
    private static final Pattern PATH = Pattern.compile("bt://loops:[^/]+/(?:weights|sampler_weights)/.+");

    private final BasetenLoops loops;
    private final BasetenModels models;
    private final BasetenFilePages files;
    private final BasetenOptions options;

    BasetenLoopsAnswers(BasetenLoops loops, BasetenModels models, BasetenFilePages files, BasetenOptions options) {
        this.loops = loops;
        this.models = models;
        this.files = files;
        this.options = options;
    }

    /** Returns the runs of the caller, or of the whole organization if the request asks for them. */
    Answer runs(Request request) {
        return runs(loops.runs(), request);
    }

    Answer runsOfTeam(String teamId, Request request) {
        BasetenModels.Team team = models.team(teamId);
        return runs(
                loops.runs().stream()
                        .filter(run -> run.teamId().equals(team.id()))
                        .toList(),
                request);
    }

    private Answer runs(List<BasetenLoops.Run> all, Request request) {
        String runId = request.queryValue("run_id");
        String baseModel = request.queryValue("base_model");
        String scope = request.queryValue("scope");
        if (scope != null && !scope.equals("org")) {
            throw BasetenErrorAnswers.invalid("scope is org or absent");
        }
        List<BasetenLoops.Run> found = all.stream()
                .filter(run -> scope != null || run.user().equals(BasetenLoops.CALLER))
                .filter(run -> runId == null || run.id().equals(runId))
                .filter(run -> baseModel == null || run.baseModel().equals(baseModel))
                .toList();
        return Answer.json(
                200,
                Map.of(
                        "runs",
                        BasetenSequence.unordered(found).stream().map(this::run).toList()));
    }

    Answer run(String runId) {
        return Answer.json(200, Map.of("run", run(loops.run(runId))));
    }

    Answer deactivate(String runId) {
        BasetenLoops.Deactivation deactivation = loops.deactivate(runId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", runId);
        json.put("base_model", deactivation.run().baseModel());
        json.put("user", BasetenJson.user(deactivation.run().user()));
        Answer answer = Answer.json(200, json);
        return deactivation.isNew() ? answer.changingState() : answer;
    }

    Answer deleteRun(String runId) {
        List<BasetenLoops.Checkpoint> kept = loops.deleteRun(runId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", runId);
        json.put("kept_checkpoints", rows(kept));
        return Answer.json(200, json).changingState();
    }

    Answer checkpoints(Request request) {
        String runId = request.queryValue("run_id");
        String baseModel = request.queryValue("base_model");
        String path = request.queryValue("checkpoint_path");
        if (Stream.of(runId, baseModel, path).filter(Objects::nonNull).count() != 1) {
            throw BasetenErrorAnswers.invalid("Provide exactly one of run_id, base_model and checkpoint_path");
        }
        if (path != null && !PATH.matcher(path).matches()) {
            throw BasetenErrorAnswers.invalid("Malformed checkpoint_path");
        }
        List<BasetenLoops.Checkpoint> found = loops.matching(checkpoint -> path != null
                ? checkpoint.path().equals(path)
                : runId != null
                        ? options.has(BasetenQuirk.RUN_FILTER_IGNORED)
                                || checkpoint.saved().runId().equals(runId)
                        : checkpoint.baseModel().equals(baseModel)
                                && checkpoint.user().equals(BasetenLoops.CALLER));
        if (runId != null && found.isEmpty() && !loops.hasRun(runId) && options.unknownRun() == UnknownRun.NOT_FOUND) {
            throw BasetenErrorAnswers.notFound("Run");
        }
        return Answer.json(200, Map.of("checkpoints", rows(found)));
    }

    Answer delete(String idOrName) {
        BasetenLoops.Deletion deletion = loops.delete(idOrName);
        SimulatedLoopsCheckpoint gone = deletion.checkpoint().saved();
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", gone.id());
        json.put("run_id", gone.runId());
        json.put("checkpoint_id", gone.name());
        json.put("target", gone.target());
        json.put("path", deletion.checkpoint().path());
        Answer answer = Answer.json(200, json);
        return deletion.isNew() ? answer.changingState() : answer;
    }

    Answer files(String idOrName, Request request) {
        return files.page(loops.checkpoint(idOrName).id(), request);
    }

    private Map<String, @Nullable Object> run(BasetenLoops.Run run) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", run.id());
        json.put("session_id", run.sessionId());
        json.put("base_model", run.baseModel());
        json.put("base_url", "https://run-" + run.id() + ".loops.example.com");
        json.put("created_at", BasetenSequence.iso(run.createdAt()));
        json.put("sampler", null);
        if (options.newerFields()) {
            json.put("deployment_id", null);
            json.put("name", run.name());
            json.put("status", Map.of("name", run.isActive() ? "ACTIVE" : "INACTIVE"));
            json.put("user", BasetenJson.user(run.user()));
        }
        return json;
    }

    private List<Map<String, @Nullable Object>> rows(List<BasetenLoops.Checkpoint> checkpoints) {
        return BasetenSequence.unordered(checkpoints).stream().map(this::row).toList();
    }

    private Map<String, @Nullable Object> row(BasetenLoops.Checkpoint checkpoint) {
        SimulatedLoopsCheckpoint saved = checkpoint.saved();
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("checkpoint_id", saved.name());
        json.put("created_at", BasetenSequence.iso(saved.createdAt()));
        json.put("checkpoint_type", "lora");
        json.put("base_model", checkpoint.baseModel());
        json.put("lora_adapter_config", saved.target().equals("sampler") ? BasetenJson.loraAdapter() : null);
        json.put("size_bytes", saved.sizeBytes());
        json.put("id", saved.id());
        if (!options.has(BasetenQuirk.RUN_ID_MISSING)) {
            json.put("run_id", saved.runId());
        }
        if (options.newerFields()) {
            json.put("sync_status", "COMPLETE");
            json.put("target", saved.target());
        }
        return json;
    }
}
