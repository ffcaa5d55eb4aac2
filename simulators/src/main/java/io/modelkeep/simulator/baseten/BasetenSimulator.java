package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.internal.LocalServer;
import java.util.List;

/**
 * A local server that simulates the Baseten management API for models, training checkpoints and Loops.
 *
 * <p>The operations for {@link #inject} are:
 * <ul>
 * <li>{@code list-models}, {@code get-model}, {@code delete-model}
 * <li>{@code list-deployments}, {@code get-deployment}, {@code delete-deployment}, {@code deactivate-deployment}
 * <li>{@code list-environments}, {@code list-projects}, {@code list-teams}
 * <li>{@code list-jobs}, {@code get-job}, {@code search-jobs}, {@code list-job-checkpoints}, {@code list-job-files}
 * <li>{@code list-runs}, {@code get-run}, {@code delete-run}, {@code deactivate-run}
 * <li>{@code list-loops-checkpoints}, {@code delete-loops-checkpoint}, {@code list-loops-files}
 * </ul>
 *
 * <p>Where the documents leave the behavior open, the {@link BasetenSimulatorBuilder} chooses. Files are served from a second port,
 * with {@link #injectStorage} and {@link #storageExchanges()}. Ids and times are the same in each execution, and each
 * write is a second later than the one before. Lists have no meaningful order, because the service promises none.
 *
 * @see <a href="https://docs.baseten.co/reference/management-api/overview">Baseten management API reference</a>
 * @see <a href="https://docs.baseten.co/loops/delete-runs-and-checkpoints">the deletion of Loops runs and
 *     checkpoints</a>
 */
public final class BasetenSimulator extends Simulator {
    private final BasetenState state;
    private final LocalServer storageServer;

    BasetenSimulator(BasetenState state, LocalServer server, LocalServer storageServer, String apiKey) {
        super(server, "", apiKey, storageServer);
        this.state = state;
        this.storageServer = storageServer;
    }

    /** Starts a simulator on a free port, with a random key and default settings. */
    public static BasetenSimulator start() {
        return builder().start();
    }

    /** Returns a builder with the default settings. */
    public static BasetenSimulatorBuilder builder() {
        return new BasetenSimulatorBuilder();
    }

    /** Creates a team, unless one of that name exists, and returns its id. One default team always exists. */
    public String addTeam(String name) {
        return state.models().addTeam(name);
    }

    /**
     * Creates a model in the default team with one active deployment that is in no environment. Returns the id of the
     * model.
     *
     * @throws IllegalArgumentException if the team has a model of that name
     */
    public String addModel(String name) {
        return state.models().add(name);
    }

    /**
     * Creates a model in the team of that name and returns the id of the model. The team is created if it does not
     * exist.
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
        return state.models().addDeployments(modelId, BasetenSequence.checkedCount(count));
    }

    /**
     * Promotes the deployment to production, in place of any other.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void promote(String modelId, String deploymentId) {
        promote(modelId, deploymentId, BasetenModels.PRODUCTION);
    }

    /**
     * Moves the deployment to an environment, in place of any other. The environment {@code development} makes it the
     * draft.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void promote(String modelId, String deploymentId, String environment) {
        state.models().promote(modelId, deploymentId, environment);
    }

    /**
     * Sets the status that the service reports for the deployment, which may be an undocumented one.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public void setDeploymentStatus(String modelId, String deploymentId, String status) {
        state.models().setStatus(modelId, deploymentId, status);
    }

    /**
     * Omits {@code production_deployment_id} from all answers about this model from now on.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public void hideProduction(String modelId) {
        state.models().hideProduction(modelId);
    }

    /** Returns the ids of all models, oldest first. */
    public List<String> models() {
        return state.models().all().stream().map(BasetenModels.Model::id).toList();
    }

    /** Returns the deployments of the model, oldest first. The list is empty if there is no such model. */
    public List<SimulatedDeployment> deployments(String modelId) {
        return state.models().deployments(modelId);
    }

    /** Creates an active Loops run of the caller in the default team and returns its id. */
    public String addRun(String baseModel) {
        return state.loops().addRun(state.models().defaultTeam(), baseModel, BasetenLoops.CALLER);
    }

    /** Creates an active Loops run of the caller in the team that {@link #addTeam} returns, and returns its id. */
    public String addRun(String team, String baseModel) {
        return state.loops().addRun(addTeam(team), baseModel, BasetenLoops.CALLER);
    }

    /** Creates an active Loops run of another user in the default team and returns its id. */
    public String addRunOfAnotherUser(String baseModel) {
        return state.loops().addRun(state.models().defaultTeam(), baseModel, BasetenLoops.COLLEAGUE);
    }

    /** Creates an active Loops run of another user in the team that {@link #addTeam} returns, and returns its id. */
    public String addRunOfAnotherUser(String team, String baseModel) {
        return state.loops().addRun(addTeam(team), baseModel, BasetenLoops.COLLEAGUE);
    }

    /** Returns the ids of the Loops runs of all users, oldest first. */
    public List<String> runs() {
        return state.loops().runs().stream().map(BasetenLoops.Run::id).toList();
    }

    /**
     * Saves a Loops checkpoint and returns its id, which differs from its name.
     *
     * @param target {@code sampler}, {@code trainer}, or an undocumented word
     * @throws IllegalArgumentException if there is no such run, or it has a checkpoint of that name and target
     */
    public String addLoopsCheckpoint(String runId, String name, String target, long sizeBytes) {
        return state.loops().addCheckpoint(runId, name, target, sizeBytes);
    }

    /**
     * Saves sampler checkpoints and returns their ids, oldest first. In a new run the names are {@code step-1},
     * {@code step-2} and so on.
     *
     * @throws IllegalArgumentException if there is no such run or the count is negative
     */
    public List<String> addLoopsCheckpoints(String runId, int count) {
        return state.loops().addCheckpoints(runId, BasetenSequence.checkedCount(count));
    }

    /** Returns the checkpoints of the Loops run, oldest first, including those kept from a deleted run. */
    public List<SimulatedLoopsCheckpoint> loopsCheckpoints(String runId) {
        return state.loops().checkpoints(runId);
    }

    /**
     * Marks the Loops checkpoint as in use, so that it cannot be deleted. The error names the reason.
     *
     * @throws IllegalArgumentException if there is no such checkpoint
     */
    public void markInUse(String loopsCheckpointId, String reason) {
        state.loops().use(loopsCheckpointId, reason);
    }

    /**
     * Ends all use of the Loops checkpoint, which remains until it is deleted.
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
     * Saves LoRA checkpoints and returns their ids. In a new job these are {@code checkpoint-1}, {@code checkpoint-2}
     * and so on.
     *
     * @throws IllegalArgumentException if there is no such job or the count is negative
     */
    public List<String> addJobCheckpoints(String jobId, int count) {
        return state.training().addCheckpoints(jobId, BasetenSequence.checkedCount(count));
    }

    /**
     * Adds a file of the given size to a checkpoint and returns its content: ASCII letters, the same in each
     * execution.
     *
     * @param owner the id of a Loops checkpoint, or of a training job, whose file names start with the id of the
     *     checkpoint and a slash
     * @param relativeName the name in the listing; a directory {@code rank-3} makes the file one of node 3
     * @throws IllegalArgumentException if the size is negative
     */
    public String addFile(String owner, String relativeName, int sizeBytes) {
        return state.storage().add(owner, relativeName, sizeBytes);
    }

    /**
     * Adds a file with this content, in UTF-8, to a checkpoint. The listing reports the given size, which may be
     * wrong.
     *
     * @param owner as for {@link #addFile(String, String, int)}
     */
    public void addFile(String owner, String relativeName, String content, long listedBytes) {
        state.storage().add(owner, relativeName, content, listedBytes);
    }

    /**
     * Limits pages of files to this length from now on, whatever size is requested.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    public void limitFilePages(int files) {
        state.storage().limitPages(files);
    }

    /** Makes all presigned URLs issued so far answer 403. URLs listed later are valid. */
    public void expireUrls() {
        state.storage().expireUrls();
    }

    /** Injects a fault into the next request for a file. Each further fault applies to the request after that. */
    public void injectStorage(SimulatedFault fault) {
        storageServer.faults().add(BasetenStorage.DOWNLOAD, 1, fault);
    }

    /** Returns the requests for files, oldest first. They are not among {@link #exchanges()}. */
    public List<RecordedExchange> storageExchanges() {
        return storageServer.log().all();
    }
}
