package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.internal.LocalServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A local server that behaves like the Baseten management API for models, training checkpoints and Loops.
 *
 * <p>{@link #inject} takes the operations {@code list-models}, {@code get-model}, {@code delete-model},
 * {@code list-deployments}, {@code get-deployment}, {@code delete-deployment}, {@code deactivate-deployment},
 * {@code list-environments}, {@code list-projects}, {@code list-jobs}, {@code get-job}, {@code search-jobs},
 * {@code list-job-checkpoints}, {@code list-job-files}, {@code list-runs}, {@code get-run}, {@code delete-run},
 * {@code deactivate-run}, {@code list-loops-checkpoints}, {@code delete-loops-checkpoint}, {@code list-loops-files} and
 * {@code list-teams}. What the documents leave open can be chosen with the {@link Builder}.
 *
 * <p>Files are served from a second port: {@link #injectStorage} and {@link #storageExchanges()} concern that one. Ids and
 * times are the same at each run, each write is a second later than the one before it, and lists come in no meaningful
 * order, since the service promises none.
 *
 * @see <a href="https://docs.baseten.co/reference/management-api/overview">Baseten management API reference</a>
 * @see <a href="https://docs.baseten.co/loops/delete-runs-and-checkpoints">how Loops runs and checkpoints are deleted</a>
 */
public final class BasetenSimulator extends Simulator {
    private final BasetenState state;
    private final LocalServer storageServer;

    private BasetenSimulator(BasetenState state, LocalServer server, LocalServer storageServer, String apiKey) {
        super(server, "", apiKey, storageServer);
        this.state = state;
        this.storageServer = storageServer;
    }

    /** Starts a simulator on a free port, with a random key and all settings at their defaults. */
    public static BasetenSimulator start() {
        return builder().start();
    }

    /** Returns the settings of a simulator, all at their defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Creates a team, if there is none of that name, and returns its id; one default team is always there. */
    public String addTeam(String name) {
        return state.models().addTeam(name);
    }

    /**
     * Creates a model in the default team, with one active deployment that is in no environment, and returns its id.
     *
     * @throws IllegalArgumentException if the team has a model of that name
     */
    public String addModel(String name) {
        return state.models().add(name);
    }

    /**
     * Creates a model in the team of that name, which is created where there is none.
     *
     * @throws IllegalArgumentException if the team has a model of that name
     */
    public String addModel(String team, String name) {
        return state.models().add(team, name);
    }

    /**
     * Adds active deployments that are in no environment and returns their ids, oldest first.
     *
     * @throws IllegalArgumentException if there is no such model or the count is negative
     */
    public List<String> addDeployments(String modelId, int count) {
        return state.models().addDeployments(modelId, checkedCount(count));
    }

    /**
     * Makes the deployment the one in production, in place of any other.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void promote(String modelId, String deploymentId) {
        promote(modelId, deploymentId, BasetenModels.PRODUCTION);
    }

    /**
     * Puts the deployment into an environment, in place of any other; {@code development} makes it the draft.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void promote(String modelId, String deploymentId, String environment) {
        state.models().promote(modelId, deploymentId, environment);
    }

    /**
     * Sets what the service says about the deployment, also a word that its documents do not know.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void setDeploymentStatus(String modelId, String deploymentId, String status) {
        state.models().setStatus(modelId, deploymentId, status);
    }

    /**
     * Leaves {@code production_deployment_id} out of what the service says of this model from now on.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public void hideProduction(String modelId) {
        state.models().hideProduction(modelId);
    }

    /** The ids of all models, oldest first. */
    public List<String> models() {
        return state.models().all().stream().map(BasetenModels.Model::id).toList();
    }

    /** The deployments of the model, oldest first; none where there is no such model. */
    public List<SimulatedDeployment> deployments(String modelId) {
        return state.models().deployments(modelId);
    }

    /** Creates an active Loops run of the caller in the default team and returns its id. */
    public String addRun(String baseModel) {
        return state.loops().addRun(state.models().defaultTeam(), baseModel, BasetenLoops.CALLER);
    }

    /** Creates an active Loops run of the caller in the team of that name, which is created where there is none. */
    public String addRun(String team, String baseModel) {
        return state.loops().addRun(addTeam(team), baseModel, BasetenLoops.CALLER);
    }

    /** Creates an active Loops run of someone else in the default team and returns its id. */
    public String addRunOfAnotherUser(String baseModel) {
        return state.loops().addRun(state.models().defaultTeam(), baseModel, BasetenLoops.COLLEAGUE);
    }

    /** Creates an active Loops run of someone else in the team of that name, which is created where there is none. */
    public String addRunOfAnotherUser(String team, String baseModel) {
        return state.loops().addRun(addTeam(team), baseModel, BasetenLoops.COLLEAGUE);
    }

    /** The ids of all Loops runs, whoever owns them, oldest first. */
    public List<String> runs() {
        return state.loops().runs().stream().map(BasetenLoops.Run::id).toList();
    }

    /**
     * Saves a Loops checkpoint and returns its id, which is not its name.
     *
     * @param target {@code sampler}, {@code trainer}, or a word that the service's documents do not know
     * @throws IllegalArgumentException if there is no such run, or it has a checkpoint of that name and target
     */
    public String addLoopsCheckpoint(String runId, String name, String target, long sizeBytes) {
        return state.loops().addCheckpoint(runId, name, target, sizeBytes);
    }

    /**
     * Saves sampler checkpoints, in a new run {@code step-1}, {@code step-2} and so on; returns their ids, oldest first.
     *
     * @throws IllegalArgumentException if there is no such run or the count is negative
     */
    public List<String> addLoopsCheckpoints(String runId, int count) {
        return state.loops().addCheckpoints(runId, checkedCount(count));
    }

    /** The checkpoints of the Loops run, oldest first; those kept from a deleted run are still here. */
    public List<SimulatedLoopsCheckpoint> loopsCheckpoints(String runId) {
        return state.loops().checkpoints(runId);
    }

    /**
     * Makes the Loops checkpoint one that cannot be deleted; the error names the reason.
     *
     * @throws IllegalArgumentException if there is no such checkpoint
     */
    public void markInUse(String loopsCheckpointId, String reason) {
        state.loops().use(loopsCheckpointId, reason);
    }

    /**
     * Ends all use of the Loops checkpoint; it stays until it is deleted.
     *
     * @throws IllegalArgumentException if there is no such checkpoint
     */
    public void release(String loopsCheckpointId) {
        state.loops().release(loopsCheckpointId);
    }

    /**
     * Deletes a Loops checkpoint as another client would, without a request.
     *
     * @throws IllegalArgumentException if there is no such checkpoint
     */
    public void removeLoopsCheckpoint(String loopsCheckpointId) {
        state.loops().removeKnown(loopsCheckpointId);
    }

    /** Creates a training project and returns its id. */
    public String addProject(String name) {
        return state.training().addProject(name);
    }

    /**
     * Creates a completed training job and returns its id.
     *
     * @throws IllegalArgumentException if there is no such project
     */
    public String addJob(String projectId) {
        return addJob(projectId, "TRAINING_JOB_COMPLETED");
    }

    /**
     * Creates a training job of any status and returns its id.
     *
     * @throws IllegalArgumentException if there is no such project
     */
    public String addJob(String projectId, String status) {
        return state.training().addJob(projectId, status);
    }

    /**
     * Saves a checkpoint of a training job.
     *
     * @param type {@code lora}, {@code full}, {@code whisper} or any other
     * @throws IllegalArgumentException if there is no such job, or it has a checkpoint of that id
     */
    public void addJobCheckpoint(String jobId, String checkpointId, String type, long sizeBytes) {
        state.training().addCheckpoint(jobId, checkpointId, type, sizeBytes);
    }

    /**
     * Saves LoRA checkpoints, in a new job {@code checkpoint-1}, {@code checkpoint-2} and so on; returns their ids.
     *
     * @throws IllegalArgumentException if there is no such job or the count is negative
     */
    public List<String> addJobCheckpoints(String jobId, int count) {
        return state.training().addCheckpoints(jobId, checkedCount(count));
    }

    /**
     * Gives a checkpoint a file of that many bytes and returns its content: ASCII letters, the same at each run.
     *
     * @param owner the id of a Loops checkpoint, or of a training job, whose file names start with the id of the
     *     checkpoint and a slash
     * @param relativeName what the listing says; a directory {@code rank-3} makes the file one of node 3
     * @throws IllegalArgumentException if the size is negative
     */
    public String addFile(String owner, String relativeName, int sizeBytes) {
        return state.storage().add(owner, relativeName, sizeBytes);
    }

    /**
     * Gives a checkpoint a file with this content in UTF-8, of which the listing says that it has that many bytes.
     *
     * @param owner as for {@link #addFile(String, String, int)}
     */
    public void addFile(String owner, String relativeName, String content, long listedBytes) {
        state.storage().add(owner, relativeName, content, listedBytes);
    }

    /**
     * Makes pages of files no longer than this from now on, whatever size is requested.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public void limitFilePages(int files) {
        if (files < 1) {
            throw new IllegalArgumentException("no page: " + files + " files");
        }
        state.storage().limitPages(files);
    }

    /** Lets the presigned URLs given out so far answer 403 from now on; those listed later are good. */
    public void expireUrls() {
        state.storage().expireUrls();
    }

    /** Lets the next request for a file fail, and each further fault the one after it. */
    public void injectStorage(SimulatedFault fault) {
        storageServer.faults().add(BasetenStorage.DOWNLOAD, 1, fault);
    }

    /** The requests for files, oldest first, none of which is among {@link #exchanges()}. */
    public List<RecordedExchange> storageExchanges() {
        return storageServer.log().all();
    }

    private static int checkedCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("negative count: " + count);
        }
        return count;
    }

    /** The settings of a {@link BasetenSimulator}. Not thread-safe; can start several simulators. */
    public static final class Builder {
        private static final Set<Integer> REFUSALS = Set.of(400, 409, 412, 422);

        private int port;
        private @Nullable String apiKey;
        private boolean bearerAccepted = true;
        private boolean newerFields = true;
        private int refusalStatus = 400;
        private UnknownRun unknownRun = UnknownRun.NOT_FOUND;
        private final Set<BasetenQuirk> quirks = EnumSet.noneOf(BasetenQuirk.class);
        private int rateLimitRequests;
        private Duration rateLimitWindow = Duration.ZERO;

        private Builder() {}

        /** The port to listen on; 0, the default, takes any free one. Files come from a free port always. */
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

        /** Refuses {@code Authorization: Bearer}, as older servers did; {@code Api-Key} is always accepted. */
        public Builder withoutBearer() {
            this.bearerAccepted = false;
            return this;
        }

        /** Leaves out the fields that older documents did not have, such as {@code target}, though some are required. */
        public Builder withoutNewerFields() {
            this.newerFields = false;
            return this;
        }

        /**
         * The status for a deletion that the state forbids; by default 400.
         *
         * @throws IllegalArgumentException unless it is 400, 409, 412 or 422
         */
        public Builder refusalStatus(int refusalStatus) {
            if (!REFUSALS.contains(refusalStatus)) {
                throw new IllegalArgumentException("not one of " + REFUSALS + ": " + refusalStatus);
            }
            this.refusalStatus = refusalStatus;
            return this;
        }

        /** What listing the checkpoints of an unknown Loops run does; by default {@link UnknownRun#NOT_FOUND}. */
        public Builder unknownRun(UnknownRun unknownRun) {
            this.unknownRun = unknownRun;
            return this;
        }

        /** Lets answers differ from the documents in these ways; by default in none. */
        public Builder quirks(BasetenQuirk... quirks) {
            this.quirks.addAll(List.of(quirks));
            return this;
        }

        /**
         * Answers 429 to what exceeds this number of requests to one route in a window of time.
         *
         * <p>The time to wait stands in the body alone, as the service documents it. A window opens with the first request
         * after the one before it. Requests for files do not count. By default there is no limit.
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
        public BasetenSimulator start() {
            BasetenOptions options = new BasetenOptions(
                    apiKey == null ? randomKey().substring(0, 8) + "." + randomKey() : apiKey,
                    bearerAccepted,
                    newerFields,
                    refusalStatus,
                    unknownRun,
                    Set.copyOf(quirks),
                    rateLimitRequests,
                    rateLimitWindow);
            BasetenState state = BasetenState.of(options);
            LocalServer storage = LocalServer.start(state.storage(), 0);
            try {
                BasetenRequests service = state.service(options, "http://127.0.0.1:" + storage.port());
                return new BasetenSimulator(state, LocalServer.start(service, port), storage, options.apiKey());
            } catch (RuntimeException e) {
                storage.close();
                throw e;
            }
        }
    }
}
