package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.SimulatorBuilder;
import io.modelkeep.simulator.internal.LocalServer;
import io.modelkeep.simulator.internal.Refusal;
import java.util.List;
import java.util.Map;

/**
 * A local server that simulates the models and checkpoints of the W&amp;B Training service.
 *
 * <p>The simulator answers as FastAPI would with the published OpenAPI document. It can create a model, delete a
 * model with everything that belongs to it, list and delete checkpoints, and report health and base models. The
 * operations for {@link #inject} are {@code create-model}, {@code delete-model}, {@code list-checkpoints}, {@code
 * delete-checkpoints}, {@code health} and {@code base-models}. The last two need no key. Where the documents leave
 * the behavior open, the {@link Builder} chooses.
 *
 * <p>The state is in memory, with about 150 bytes for each checkpoint that {@link #addCheckpoints} makes. The cost of
 * a page does not depend on the number of checkpoints in the model.
 *
 * @see <a href="https://docs.wandb.ai/training/api-reference">W&amp;B Training API reference</a>
 * @see <a href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">the same service
 *     in CoreWeave's documentation</a>
 */
public final class WandbTrainingSimulator extends Simulator {
    private final TrainingModels models;

    private WandbTrainingSimulator(WandbTrainingOptions options, int port) {
        this(options, new TrainingModels(options), port);
    }

    private WandbTrainingSimulator(WandbTrainingOptions options, TrainingModels models, int port) {
        super(LocalServer.start(new WandbTrainingRequests(options, models), port), "/v1", options.apiKey());
        this.models = models;
    }

    /** Starts a simulator on a free port, with a random key and default settings. */
    public static WandbTrainingSimulator start() {
        return builder().start();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a model without checkpoints and returns its id, a random UUID.
     *
     * @throws IllegalArgumentException if the project has a model of that name and {@link TakenName#CONFLICT} is set
     */
    public String addModel(String project, String name) {
        try {
            return models.create(WandbTrainingRequests.ENTITY, project, name, WandbTrainingRequests.BASE_MODEL, false)
                    .model()
                    .id();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("project " + project + " has a model named " + name, refusal);
        }
    }

    /**
     * Adds checkpoints at the steps after the highest one, or in an empty model at 1, 2, 3 and so on.
     *
     * <p>Their metrics {@code train/reward} and {@code val/reward} depend only on the step and lie within 0 and 1.
     * The highest {@code val/reward} is rarely the latest. A real training also saves step 0, the untrained adapter
     * without metrics: {@code addCheckpoint(modelId, 0, Map.of())}.
     *
     * @throws IllegalArgumentException if there is no such model or the count is negative
     */
    public void addCheckpoints(String modelId, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("negative count: " + count);
        }
        models.append(modelId, count);
    }

    /**
     * Saves a checkpoint. An existing checkpoint of that step is replaced and gets a new id.
     *
     * @throws IllegalArgumentException if there is no such model, the step is negative or a metric is not finite
     */
    public void addCheckpoint(String modelId, long step, Map<String, Double> metrics) {
        if (step < 0) {
            throw new IllegalArgumentException("negative step: " + step);
        }
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number for " + name + ": " + value);
            }
        });
        models.save(modelId, step, metrics);
    }

    /**
     * Deletes a checkpoint as another client would, without a request.
     *
     * @return whether there was one at this step
     * @throws IllegalArgumentException if there is no such model
     */
    public boolean removeCheckpoint(String modelId, long step) {
        return models.remove(modelId, step);
    }

    /**
     * Limits pages to this many checkpoints from now on, whatever limit a request has. A service may do so.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public void limitPages(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the page length must be at least 1: " + most);
        }
        models.limitPages(most);
    }

    /** Returns the ids of all models, oldest first. */
    public List<String> models() {
        return models.ids();
    }

    /** Reports whether the model exists. */
    public boolean hasModel(String modelId) {
        return models.has(modelId);
    }

    /** Returns the checkpoints of the model by ascending step. The list is empty if there is no such model. */
    public List<SimulatedCheckpoint> checkpoints(String modelId) {
        return models.checkpoints(modelId);
    }

    /**
     * Denies the key access to the model: requests for it answer 403 from now on.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public void forbid(String modelId) {
        models.forbid(modelId);
    }

    /** The builder of a {@link WandbTrainingSimulator}. Not thread-safe; one builder can start several simulators. */
    public static final class Builder extends SimulatorBuilder<Builder> {
        private DeletedCursor deletedCursor = DeletedCursor.CONTINUE;
        private LatestCheckpoint latestCheckpoint = LatestCheckpoint.DELETABLE;
        private TakenName takenName = TakenName.CONFLICT;
        private boolean htmlErrors;
        private boolean pageIds = true;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets the answer to a deleted cursor. The default is {@link DeletedCursor#CONTINUE}. */
        public Builder deletedCursor(DeletedCursor deletedCursor) {
            this.deletedCursor = deletedCursor;
            return this;
        }

        /** Sets the answer to deleting the latest checkpoint. The default is {@link LatestCheckpoint#DELETABLE}. */
        public Builder latestCheckpoint(LatestCheckpoint latestCheckpoint) {
            this.latestCheckpoint = latestCheckpoint;
            return this;
        }

        /** Sets the answer to creating a model of a taken name. The default is {@link TakenName#CONFLICT}. */
        public Builder takenName(TakenName takenName) {
            this.takenName = takenName;
            return this;
        }

        /** Makes every error answer of the service an HTML page, as a proxy in front of it would. */
        public Builder htmlErrors() {
            this.htmlErrors = true;
            return this;
        }

        /** Omits the optional {@code first_id} and {@code last_id} from pages. */
        public Builder withoutPageIds() {
            this.pageIds = false;
            return this;
        }

        @Override
        public WandbTrainingSimulator start() {
            WandbTrainingOptions options = new WandbTrainingOptions(
                    apiKey(), deletedCursor, latestCheckpoint, takenName, htmlErrors, pageIds, rateLimit());
            return new WandbTrainingSimulator(options, port());
        }
    }
}
