package io.modelkeep.baseten.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of {@link BasetenApi} about runs, jobs and their checkpoints. Fields that decide an outcome, an identity
 * or paging are required. All others are optional.
 */
public final class TrainingJson {

    private TrainingJson() {}

    public record RunList(
            @JsonProperty(value = "runs", required = true) List<RunRow> runs) {

        public RunList {
            // Also rejects a null among the rows, which would be a run without an identity.
            runs = List.copyOf(runs);
        }
    }

    public record RunAnswer(
            @JsonProperty(value = "run", required = true) RunRow run) {

        public RunAnswer {
            Objects.requireNonNull(run, "run");
        }
    }

    public record RunRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("status") @Nullable RunStatus status,
            @JsonProperty("user") @Nullable User user) {

        public RunRow {
            Objects.requireNonNull(id, "id");
        }
    }

    public record RunStatus(@JsonProperty("name") @Nullable String name) {}

    public record User(@JsonProperty("email") @Nullable String email) {}

    public record JobList(
            @JsonProperty(value = "training_jobs", required = true)
            List<JobRow> jobs) {

        public JobList {
            jobs = List.copyOf(jobs);
        }
    }

    public record JobRow(
            @JsonProperty(value = "id", required = true) String id,

            @JsonProperty(value = "training_project_id", required = true)
            String projectId,

            @JsonProperty("name") @Nullable String name,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("current_status") @Nullable String status,
            @JsonProperty("error_message") @Nullable String errorMessage,

            @JsonProperty("checkpoint_sync_status") @Nullable String checkpointSyncStatus,

            @JsonProperty("training_project") @Nullable Project project,
            @JsonProperty("user") @Nullable User user) {

        public JobRow {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(projectId, "training_project_id");
        }
    }

    public record Project(@JsonProperty("name") @Nullable String name) {}

    /** The fields that both kinds of checkpoints have. */
    public interface CheckpointRow {
        @Nullable String name();

        @Nullable String createdAt();

        @Nullable String type();

        @Nullable String baseModel();

        @Nullable JsonNode loraAdapterConfig();

        @Nullable Long sizeBytes();

        @Nullable String syncStatus();

        @Nullable String target();
    }

    public record LoopsCheckpointList(
            @JsonProperty(value = "checkpoints", required = true)
            List<LoopsCheckpointRow> checkpoints) {

        public LoopsCheckpointList {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    /** A Loops checkpoint. A deletion needs its id, because a second checkpoint of the run may have the same name. */
    public record LoopsCheckpointRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("checkpoint_id") @Nullable String name,
            @JsonProperty("run_id") @Nullable String runId,
            @JsonProperty("target") @Nullable String target,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("checkpoint_type") @Nullable String type,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("lora_adapter_config") @Nullable JsonNode loraAdapterConfig,
            @JsonProperty("size_bytes") @Nullable Long sizeBytes,
            @JsonProperty("sync_status") @Nullable String syncStatus)
            implements CheckpointRow {

        public LoopsCheckpointRow {
            Objects.requireNonNull(id, "id");
            checkSize(sizeBytes);
        }
    }

    public record LoopsCheckpointIds(
            @JsonProperty(value = "checkpoints", required = true)
            List<LoopsCheckpointId> checkpoints) {

        public LoopsCheckpointIds {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    /** The fields of a {@link LoopsCheckpointRow} that identify the checkpoint and its run. */
    public record LoopsCheckpointId(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("checkpoint_id") @Nullable String name,
            @JsonProperty("run_id") @Nullable String runId) {

        public LoopsCheckpointId {
            Objects.requireNonNull(id, "id");
        }
    }

    public record CheckpointTombstone(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("run_id") @Nullable String runId) {

        public CheckpointTombstone {
            Objects.requireNonNull(id, "id");
        }
    }

    public record JobCheckpointList(
            @JsonProperty("training_job") @Nullable JobName job,

            @JsonProperty(value = "checkpoints", required = true)
            List<JobCheckpointRow> checkpoints) {

        public JobCheckpointList {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    public record JobName(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("training_project_id") @Nullable String projectId) {}

    /** A checkpoint of a training job. Its name, which is unique within the job, is its only id. */
    public record JobCheckpointRow(
            @JsonProperty(value = "checkpoint_id", required = true)
            String name,

            @JsonProperty("training_job_id") @Nullable String jobId,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("checkpoint_type") @Nullable String type,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("lora_adapter_config") @Nullable JsonNode loraAdapterConfig,
            @JsonProperty("size_bytes") @Nullable Long sizeBytes,
            @JsonProperty("sync_status") @Nullable String syncStatus)
            implements CheckpointRow {

        public JobCheckpointRow {
            Objects.requireNonNull(name, "checkpoint_id");
            checkSize(sizeBytes);
        }

        @Override
        public @Nullable String target() {
            return null;
        }
    }

    public record FileList(
            @JsonProperty(value = "presigned_urls", required = true)
            List<FileRow> files,

            @JsonProperty("next_page_token") @Nullable Long nextPageToken,
            @JsonProperty("total_count") @Nullable Long totalCount) {

        public FileList {
            files = List.copyOf(files);
        }
    }

    /** A file. Its URL grants access without a key, so {@link #toString} omits the URL. */
    public record FileRow(
            @JsonProperty("url") @Nullable String url,

            @JsonProperty(value = "relative_file_name", required = true)
            String name,

            @JsonProperty("node_rank") @Nullable Long nodeRank,
            @JsonProperty("size_bytes") @Nullable Long sizeBytes,
            @JsonProperty("last_modified") @Nullable String lastModified) {

        public FileRow {
            Objects.requireNonNull(name, "relative_file_name");
            checkSize(sizeBytes);
        }

        @Override
        public String toString() {
            return "FileRow[" + name + "]";
        }
    }

    private static void checkSize(@Nullable Long sizeBytes) {
        if (sizeBytes != null && sizeBytes < 0) {
            throw new IllegalArgumentException("a negative size");
        }
    }
}
