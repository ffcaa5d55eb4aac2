package io.modelkeep.baseten.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of {@link BasetenApi} about models. Fields that decide an outcome or an identity are required. All
 * others are optional, because the service has made fields required that it omitted before.
 */
public final class ModelJson {

    private ModelJson() {}

    public record ModelList(
            @JsonProperty(value = "models", required = true) List<ModelRow> models) {

        public ModelList {
            // Also rejects a null among the rows, which would be a model without an identity.
            models = List.copyOf(models);
        }
    }

    public record ModelRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("deployments_count") @Nullable Long deploymentsCount,

            @JsonProperty("production_deployment_id") @Nullable JsonNode production,

            @JsonProperty("development_deployment_id") @Nullable String developmentDeployment,

            @JsonProperty("instance_type_name") @Nullable String instanceType,
            @JsonProperty("team_name") @Nullable String team) {

        public ModelRow {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            if (deploymentsCount != null && deploymentsCount < 0) {
                throw new IllegalArgumentException("a negative count of deployments");
            }
            if (production != null && !production.isNull() && !production.isTextual()) {
                throw new IllegalArgumentException("a production deployment that is not an id");
            }
        }

        /**
         * Returns whether the model serves production. A null field means that it does not. Without the field, the
         * result is empty.
         */
        public Optional<Boolean> live() {
            return Optional.ofNullable(production).map(id -> !id.isNull());
        }

        public @Nullable String productionDeployment() {
            return production == null || production.isNull() ? null : production.asText();
        }
    }

    public record ModelTombstone(
            @JsonProperty(value = "id", required = true) String id,

            @JsonProperty(value = "deleted", required = true)
            boolean deleted) {

        public ModelTombstone {
            Objects.requireNonNull(id, "id");
        }
    }

    /** A list of teams. Only its form matters, which a successful answer of another service does not have. */
    record TeamList(
            @JsonProperty(value = "teams", required = true) List<Object> teams) {

        TeamList {
            teams = List.copyOf(teams);
        }
    }

    public record DeploymentList(
            @JsonProperty(value = "deployments", required = true)
            List<DeploymentRow> deployments) {

        public DeploymentList {
            deployments = List.copyOf(deployments);
        }
    }

    public record DeploymentRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty("model_id") @Nullable String modelId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("is_production") @Nullable Boolean production,
            @JsonProperty("is_development") @Nullable Boolean development,
            @JsonProperty("environment") @Nullable String environment,
            @JsonProperty("active_replica_count") @Nullable Long activeReplicas,
            @JsonProperty("instance_type_name") @Nullable String instanceType,
            @JsonProperty("labels") @Nullable JsonNode labels) {

        public DeploymentRow {
            Objects.requireNonNull(id, "id");
        }

        /** Returns whether the deployment serves an environment, or empty if the service does not say. */
        public Optional<Boolean> live() {
            return environment != null ? Optional.of(true) : Optional.ofNullable(production);
        }
    }

    public record DeploymentTombstone(
            @JsonProperty(value = "id", required = true) String id,

            @JsonProperty(value = "deleted", required = true)
            boolean deleted,

            @JsonProperty("model_id") @Nullable String modelId) {

        public DeploymentTombstone {
            Objects.requireNonNull(id, "id");
        }
    }
}
