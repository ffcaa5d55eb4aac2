package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.internal.LocalServer;
import io.modelkeep.simulator.internal.RateLimit;
import io.modelkeep.simulator.internal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A local server that behaves like the W&amp;B Training service for models and checkpoints.
 *
 * <p>It answers as FastAPI would with the published OpenAPI document: creating a model, deleting a model with all that
 * hangs on it, listing and deleting checkpoints, health and base models. Each has a name for {@link #inject}:
 * {@code create-model}, {@code delete-model}, {@code list-checkpoints}, {@code delete-checkpoints}, {@code health} and
 * {@code base-models}. The last two need no key. What the documents leave open can be chosen with the {@link Builder}.
 *
 * <p>State lives in memory: about 150 bytes for a checkpoint that {@link #addCheckpoints} made, and a page costs the same
 * in a model of a million.
 *
 * @see <a href="https://docs.wandb.ai/training/api-reference">W&amp;B Training API reference</a>
 * @see <a href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">the same service in
 *     CoreWeave's documentation</a>
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

    /** Starts a simulator on a free port, with a random key and the first constant of each choice. */
    public static WandbTrainingSimulator start() {
        return builder().start();
    }

    /** Returns the settings of a simulator, all at their defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a model without checkpoints and returns its id, a random uuid.
     *
     * @throws IllegalArgumentException if the project has a model of that name and {@link TakenName#CONFLICT} holds
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
     * Adds checkpoints at the steps after the highest one, in an empty model at 1, 2, 3 and so on.
     *
     * <p>Their metrics {@code train/reward} and {@code val/reward} follow from the step alone and lie within 0 and 1; the
     * highest {@code val/reward} is rarely the latest. A real training has step 0 too, the untrained adapter without
     * metrics: {@code addCheckpoint(modelId, 0, Map.of())}.
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
     * Saves a checkpoint; one that has this step already is replaced and gets a new id.
     *
     * @throws IllegalArgumentException if there is no such model, the step is negative or a metric is not finite
     */
    public void addCheckpoint(String modelId, long step, Map<String, Double> metrics) {
        if (step < 0) {
            throw new IllegalArgumentException("negative step: " + step);
        }
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("no JSON number for " + name + ": " + value);
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
     * Makes pages hold at most this many checkpoints from now on, whatever limit a request has, as a service may.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public void limitPages(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a page without items leads nowhere: " + most);
        }
        models.limitPages(most);
    }

    /** The ids of all models, oldest first. */
    public List<String> models() {
        return models.ids();
    }

    /** Whether the model exists. */
    public boolean hasModel(String modelId) {
        return models.has(modelId);
    }

    /** The checkpoints of the model by ascending step; none where there is no such model. */
    public List<SimulatedCheckpoint> checkpoints(String modelId) {
        return models.checkpoints(modelId);
    }

    /**
     * Makes the model one that the key may not touch: requests for it answer 403 from now on.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public void forbid(String modelId) {
        models.forbid(modelId);
    }

    /** The settings of a {@link WandbTrainingSimulator}. Not thread-safe; can start several simulators. */
    public static final class Builder {
        private int port;
        private @Nullable String apiKey;
        private DeletedCursor deletedCursor = DeletedCursor.CONTINUE;
        private LatestCheckpoint latestCheckpoint = LatestCheckpoint.DELETABLE;
        private TakenName takenName = TakenName.CONFLICT;
        private boolean htmlErrors;
        private boolean pageIds = true;
        private int rateLimitRequests;
        private Duration rateLimitWindow = Duration.ZERO;

        private Builder() {}

        /** The port to listen on; 0, the default, takes any free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * The API key to accept; by default a random one for each simulator.
         *
         * @throws IllegalArgumentException if it is empty or not made of visible ASCII characters
         */
        public Builder apiKey(String apiKey) {
            this.apiKey = checkedKey(apiKey);
            return this;
        }

        /** What a cursor that has been deleted does; by default {@link DeletedCursor#CONTINUE}. */
        public Builder deletedCursor(DeletedCursor deletedCursor) {
            this.deletedCursor = deletedCursor;
            return this;
        }

        /** What deleting the latest checkpoint does; by default {@link LatestCheckpoint#DELETABLE}. */
        public Builder latestCheckpoint(LatestCheckpoint latestCheckpoint) {
            this.latestCheckpoint = latestCheckpoint;
            return this;
        }

        /** What creating a model of a taken name does; by default {@link TakenName#CONFLICT}. */
        public Builder takenName(TakenName takenName) {
            this.takenName = takenName;
            return this;
        }

        /** Makes every error answer of the service an HTML page, as a proxy in front of it would. */
        public Builder htmlErrors() {
            this.htmlErrors = true;
            return this;
        }

        /** Leaves the optional {@code first_id} and {@code last_id} out of pages. */
        public Builder withoutPageIds() {
            this.pageIds = false;
            return this;
        }

        /**
         * Answers 429 with {@code Retry-After} in seconds to what exceeds this number of requests in a window of time.
         *
         * <p>A window opens with the first request after the one before it. Only operations that need a key count. By
         * default there is no limit.
         *
         * @throws IllegalArgumentException if the number or the window is not positive
         */
        public Builder rateLimit(int requests, Duration window) {
            if (requests < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("no rate limit: " + requests + " in " + window);
            }
            this.rateLimitRequests = requests;
            this.rateLimitWindow = window;
            return this;
        }

        /**
         * Starts a simulator.
         *
         * @throws java.io.UncheckedIOException if the port cannot be had
         */
        public WandbTrainingSimulator start() {
            RateLimit rateLimit =
                    rateLimitRequests == 0 ? null : new RateLimit(rateLimitRequests, rateLimitWindow, System::nanoTime);
            WandbTrainingOptions options = new WandbTrainingOptions(
                    apiKey == null ? randomKey() : apiKey,
                    deletedCursor,
                    latestCheckpoint,
                    takenName,
                    htmlErrors,
                    pageIds,
                    rateLimit);
            return new WandbTrainingSimulator(options, port);
        }
    }
}
