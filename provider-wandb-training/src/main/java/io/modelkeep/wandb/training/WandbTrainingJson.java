package io.modelkeep.wandb.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bodies of {@link WandbTrainingApi}; what decides an outcome, an identity or paging is required, the rest is not. */
final class WandbTrainingJson {

    private WandbTrainingJson() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreateModel(
            @JsonProperty("entity") @Nullable String entity,
            @JsonProperty("project") String project,
            @JsonProperty("name") String name,
            @JsonProperty("base_model") String baseModel,
            @JsonProperty("return_existing") boolean returnExisting) {}

    record CreatedModel(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("entity") @Nullable String entity,
            @JsonProperty("project") @Nullable String project,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("run_id") @Nullable String runId) {

        CreatedModel {
            Objects.requireNonNull(id, "id");
        }
    }

    record DeletedModel(
            @JsonProperty(value = "model_id", required = true)
            String modelId,

            @JsonProperty("deleted_checkpoints") @Nullable Long deletedCheckpoints,
            @JsonProperty("deleted_run") @Nullable Boolean deletedRun) {

        DeletedModel {
            Objects.requireNonNull(modelId, "model_id");
        }
    }

    record CheckpointList(
            @JsonProperty(value = "data", required = true) List<CheckpointRow> data,
            @JsonProperty("first_id") @Nullable String firstId,
            @JsonProperty("last_id") @Nullable String lastId,

            @JsonProperty(value = "has_more", required = true)
            boolean hasMore) {

        CheckpointList {
            // Also refuses a null among the rows, which would be a checkpoint without an identity.
            data = List.copyOf(data);
        }
    }

    record CheckpointRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "step", required = true) long step,
            @JsonProperty("metrics") @Nullable Map<String, @Nullable Double> metrics) {

        CheckpointRow {
            Objects.requireNonNull(id, "id");
            if (step < 0) {
                throw new IllegalArgumentException("a negative step");
            }
        }

        /** The metrics that have a value; a number out of range is damage, and not the best metric of all. */
        Map<String, Double> finiteMetrics() {
            Map<String, Double> finite = new LinkedHashMap<>();
            if (metrics != null) {
                metrics.forEach((name, value) -> {
                    if (value != null) {
                        finite.put(name, value);
                    }
                });
            }
            return finite;
        }

        boolean isDamaged() {
            return metrics != null
                    && metrics.values().stream().anyMatch(value -> value != null && !Double.isFinite(value));
        }
    }

    record DeleteSteps(@JsonProperty("steps") List<Long> steps) {

        DeleteSteps {
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("an empty list of steps is never sent");
            }
        }
    }

    record DeletedSteps(
            @JsonProperty(value = "deleted_count", required = true)
            BigInteger deletedCount,

            @JsonProperty(value = "not_found_steps", required = true)
            List<Long> notFoundSteps) {

        DeletedSteps {
            notFoundSteps = List.copyOf(notFoundSteps);
            if (deletedCount.signum() < 0) {
                throw new IllegalArgumentException("a negative count");
            }
        }

        /** The count, or the largest number there is: more than was asked stays more, however long the number. */
        long deleted() {
            return deletedCount.bitLength() < Long.SIZE ? deletedCount.longValue() : Long.MAX_VALUE;
        }
    }
}
