package io.modelkeep.baseten;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of {@link BasetenApi} about runs, jobs and their checkpoints; what decides an outcome, an identity or paging is
 * required, the rest is not.
 */
final class TrainingJson {

    private TrainingJson() {}

    record RunList(
            @JsonProperty(value = "runs", required = true) List<RunRow> runs) {

        RunList {
            // Also refuses a null among the rows, which would be a run without an identity.
            runs = List.copyOf(runs);
        }
    }

    record RunAnswer(
            @JsonProperty(value = "run", required = true) RunRow run) {

        RunAnswer {
            Objects.requireNonNull(run, "run");
        }
    }

    record RunRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("status") @Nullable RunStatus status,
            @JsonProperty("user") @Nullable User user) {

        RunRow {
            Objects.requireNonNull(id, "id");
        }
    }

    record RunStatus(@JsonProperty("name") @Nullable String name) {}

    record User(@JsonProperty("email") @Nullable String email) {}

    record JobList(
            @JsonProperty(value = "training_jobs", required = true)
            List<JobRow> jobs) {

        JobList {
            jobs = List.copyOf(jobs);
        }
    }

    record JobRow(
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

        JobRow {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(projectId, "training_project_id");
        }
    }

    record Project(@JsonProperty("name") @Nullable String name) {}

    /** What both kinds of checkpoints say. */
    interface CheckpointRow {
        @Nullable String name();

        @Nullable String createdAt();

        @Nullable String type();

        @Nullable String baseModel();

        @Nullable JsonNode loraAdapterConfig();

        @Nullable Long sizeBytes();

        @Nullable String syncStatus();

        @Nullable String target();
    }

    record LoopsCheckpointList(
            @JsonProperty(value = "checkpoints", required = true)
            List<LoopsCheckpointRow> checkpoints) {

        LoopsCheckpointList {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    /** Both an id, which is the one that deletes, and a name, which a second checkpoint of the run may have too. */
    record LoopsCheckpointRow(
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

        LoopsCheckpointRow {
            Objects.requireNonNull(id, "id");
            checkSize(sizeBytes);
        }
    }

    record LoopsCheckpointIds(
            @JsonProperty(value = "checkpoints", required = true)
            List<LoopsCheckpointId> checkpoints) {

        LoopsCheckpointIds {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    /** What of a {@link LoopsCheckpointRow} tells which checkpoint it is, and which it is not. */
    record LoopsCheckpointId(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("checkpoint_id") @Nullable String name,
            @JsonProperty("run_id") @Nullable String runId) {

        LoopsCheckpointId {
            Objects.requireNonNull(id, "id");
        }
    }

    record CheckpointTombstone(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("run_id") @Nullable String runId) {

        CheckpointTombstone {
            Objects.requireNonNull(id, "id");
        }
    }

    record JobCheckpointList(
            @JsonProperty("training_job") @Nullable JobName job,

            @JsonProperty(value = "checkpoints", required = true)
            List<JobCheckpointRow> checkpoints) {

        JobCheckpointList {
            checkpoints = List.copyOf(checkpoints);
        }
    }

    record JobName(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("training_project_id") @Nullable String projectId) {}

    /** No id but the name: it is unique within its job. */
    record JobCheckpointRow(
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

        JobCheckpointRow {
            Objects.requireNonNull(name, "checkpoint_id");
            checkSize(sizeBytes);
        }

        @Override
        public @Nullable String target() {
            return null;
        }
    }

    record FileList(
            @JsonProperty(value = "presigned_urls", required = true)
            List<FileRow> files,

            @JsonProperty("next_page_token") @Nullable Long nextPageToken,
            @JsonProperty("total_count") @Nullable Long totalCount) {

        FileList {
            files = List.copyOf(files);
        }
    }

    /** The URL is a permission of its own: a record prints its fields, so this one says how it prints. */
    record FileRow(
            @JsonProperty("url") @Nullable String url,

            @JsonProperty(value = "relative_file_name", required = true)
            String name,

            @JsonProperty("node_rank") @Nullable Long nodeRank,
            @JsonProperty("size_bytes") @Nullable Long sizeBytes,
            @JsonProperty("last_modified") @Nullable String lastModified) {

        FileRow {
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
