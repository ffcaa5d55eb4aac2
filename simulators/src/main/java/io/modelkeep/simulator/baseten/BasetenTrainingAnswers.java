package io.modelkeep.simulator.baseten;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers of the Baseten management API about training projects, jobs and their checkpoints. */
final class BasetenTrainingAnswers {
    private final BasetenTraining training;
    private final BasetenFilePages files;
    private final boolean newerFields;

    BasetenTrainingAnswers(BasetenTraining training, BasetenFilePages files, boolean newerFields) {
        this.training = training;
        this.files = files;
        this.newerFields = newerFields;
    }

    Answer projects() {
        return Answer.json(
                200,
                Map.of(
                        "training_projects",
                        BasetenSequence.unordered(training.projects()).stream()
                                .map(this::project)
                                .toList()));
    }

    Answer jobs(String projectId) {
        BasetenTraining.Project project = training.project(projectId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("training_project", project(project));
        json.put(
                "training_jobs",
                BasetenSequence.unordered(training.jobs(project)).stream()
                        .map(this::job)
                        .toList());
        return Answer.json(200, json);
    }

    Answer job(String projectId, String jobId) {
        BasetenTraining.Job job = training.job(projectId, jobId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("training_project", project(job.project()));
        json.put("training_job", job(job));
        return Answer.json(200, json);
    }

    Answer checkpoints(String projectId, String jobId) {
        BasetenTraining.Job job = training.job(projectId, jobId);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("training_job", job(job));
        json.put(
                "checkpoints",
                BasetenSequence.unordered(job.checkpoints()).stream()
                        .map(checkpoint -> checkpoint(jobId, checkpoint))
                        .toList());
        return Answer.json(200, json);
    }

    Answer files(String projectId, String jobId, Request request) {
        return files.page(training.job(projectId, jobId).id(), request);
    }

    /** Searches the jobs, newest first by default. This is the only list of the service with a documented order. */
    Answer search(Request request) {
        JsonNode body = body(request);
        String projectId = text(body, "project_id");
        String jobId = text(body, "job_id");
        Set<String> statuses = new HashSet<>();
        body.path("statuses").forEach(status -> statuses.add(status.asText()));
        List<BasetenTraining.Job> found = new ArrayList<>(training.jobs().stream()
                .filter(job -> projectId == null || job.project().id().equals(projectId))
                .filter(job -> jobId == null || job.id().equals(jobId))
                .filter(job -> !body.hasNonNull("statuses") || statuses.contains(job.status()))
                .toList());
        if (isDescending(body.path("order_by").path(0))) {
            Collections.reverse(found);
        }
        return Answer.json(
                200, Map.of("training_jobs", found.stream().map(this::job).toList()));
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = request.body().size() == 0
                    ? MissingNode.getInstance()
                    : JsonText.read(request.body().utf8());
            if (body.isMissingNode() || body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException malformed) {
            throw BasetenErrorAnswers.invalid("The body is not JSON");
        }
        throw BasetenErrorAnswers.invalid("The body is not a JSON object");
    }

    private static @Nullable String text(JsonNode body, String field) {
        if (body.hasNonNull(field) && !body.get(field).isTextual()) {
            throw BasetenErrorAnswers.invalid(field + " is a string");
        }
        return body.path(field).textValue();
    }

    private static boolean isDescending(JsonNode order) {
        if (order.isMissingNode()) {
            return true;
        }
        String direction = order.path("order").asText();
        if (!order.path("field").asText().equals("created_at")
                || !Set.of("asc", "desc").contains(direction)) {
            throw BasetenErrorAnswers.invalid("order_by is created_at, asc or desc");
        }
        return direction.equals("desc");
    }

    private Map<String, @Nullable Object> project(BasetenTraining.Project project) {
        List<BasetenTraining.Job> jobs = training.jobs(project);
        BasetenTraining.Job latest = jobs.isEmpty() ? null : jobs.get(jobs.size() - 1);
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", project.id());
        json.put("name", project.name());
        json.put("created_at", BasetenSequence.iso(project.createdAt()));
        json.put("updated_at", BasetenSequence.iso(latest == null ? project.createdAt() : latest.createdAt()));
        json.put("team_name", null);
        json.put("latest_job", latest == null ? null : job(latest));
        return json;
    }

    private Map<String, @Nullable Object> job(BasetenTraining.Job job) {
        Map<String, @Nullable Object> project = BasetenJson.object();
        project.put("id", job.project().id());
        project.put("name", job.project().name());
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("id", job.id());
        json.put("created_at", BasetenSequence.iso(job.createdAt()));
        json.put("current_status", job.status());
        json.put("error_message", null);
        json.put("instance_type", BasetenJson.instanceType());
        json.put("updated_at", BasetenSequence.iso(job.createdAt()));
        json.put("training_project_id", job.project().id());
        json.put("training_project", project);
        json.put("name", null);
        if (newerFields) {
            json.put("node_count", 1);
            json.put("checkpoint_sync_status", "COMPLETED");
            json.put("priority", 0);
            json.put("availability_model", "dedicated");
            json.put("user", BasetenJson.user(BasetenLoops.CALLER));
        }
        return json;
    }

    private Map<String, @Nullable Object> checkpoint(String jobId, BasetenTraining.Checkpoint checkpoint) {
        Map<String, @Nullable Object> json = BasetenJson.object();
        json.put("checkpoint_id", checkpoint.checkpointId());
        json.put("created_at", BasetenSequence.iso(checkpoint.createdAt()));
        json.put("checkpoint_type", checkpoint.type());
        json.put("base_model", BasetenLoops.BASE_MODEL);
        json.put("lora_adapter_config", checkpoint.type().equals("lora") ? BasetenJson.loraAdapter() : null);
        json.put("size_bytes", checkpoint.sizeBytes());
        if (newerFields) {
            json.put("sync_status", "COMPLETE");
        }
        json.put("training_job_id", jobId);
        return json;
    }
}
