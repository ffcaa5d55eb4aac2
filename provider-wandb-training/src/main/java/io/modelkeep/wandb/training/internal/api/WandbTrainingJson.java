package io.modelkeep.wandb.training.internal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.spi.CompactMetrics;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of {@link WandbTrainingApi}. Fields that decide an outcome, an identity or paging are required. All other
 * fields are optional.
 */
public final class WandbTrainingJson {

    private WandbTrainingJson() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CreateModel(
            @JsonProperty("entity") @Nullable String entity,
            @JsonProperty("project") String project,
            @JsonProperty("name") String name,
            @JsonProperty("base_model") String baseModel,
            @JsonProperty("return_existing") boolean returnExisting) {}

    public record CreatedModel(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("entity") @Nullable String entity,
            @JsonProperty("project") @Nullable String project,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("base_model") @Nullable String baseModel,
            @JsonProperty("run_id") @Nullable String runId) {

        public CreatedModel {
            Objects.requireNonNull(id, "id");
        }
    }

    public record DeletedModel(
            @JsonProperty(value = "model_id", required = true)
            String modelId,

            @JsonProperty("deleted_checkpoints") @Nullable Long deletedCheckpoints,
            @JsonProperty("deleted_run") @Nullable Boolean deletedRun) {

        public DeletedModel {
            Objects.requireNonNull(modelId, "model_id");
        }
    }

    /** A page, read by {@link CheckpointListReader}. */
    public record CheckpointList(
            List<CheckpointRow> data,
            @Nullable String firstId,
            @Nullable String lastId,
            boolean hasMore) {}

    public record CheckpointRow(String id, long step, CompactMetrics metrics) {}

    public record DeleteSteps(@JsonProperty("steps") List<Long> steps) {

        public DeleteSteps {
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("an empty list of steps is never sent");
            }
        }
    }

    public record DeletedSteps(
            @JsonProperty(value = "deleted_count", required = true)
            BigInteger deletedCount,

            @JsonProperty(value = "not_found_steps", required = true)
            List<Long> notFoundSteps) {

        public DeletedSteps {
            notFoundSteps = List.copyOf(notFoundSteps);
        }

        /**
         * Returns the count, or the nearest {@code long} if it is out of range. A count above the requested number
         * therefore stays above it, and a negative count stays negative.
         */
        public long deleted() {
            if (deletedCount.bitLength() < Long.SIZE) {
                return deletedCount.longValue();
            }
            return deletedCount.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
