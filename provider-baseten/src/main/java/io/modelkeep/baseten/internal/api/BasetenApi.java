package io.modelkeep.baseten.internal.api;

import io.modelkeep.baseten.internal.api.ModelJson.DeploymentList;
import io.modelkeep.baseten.internal.api.ModelJson.DeploymentTombstone;
import io.modelkeep.baseten.internal.api.ModelJson.ModelList;
import io.modelkeep.baseten.internal.api.ModelJson.ModelRow;
import io.modelkeep.baseten.internal.api.ModelJson.ModelTombstone;
import io.modelkeep.baseten.internal.api.ModelJson.TeamList;
import io.modelkeep.baseten.internal.api.TrainingJson.CheckpointTombstone;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobList;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointIds;
import io.modelkeep.baseten.internal.api.TrainingJson.LoopsCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.RunAnswer;
import io.modelkeep.baseten.internal.api.TrainingJson.RunList;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.call.UnpagedResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The requests that this provider sends, below {@code /v1/}, as in the references of the <a
 * href="https://docs.baseten.co/reference/management-api/overview">management</a>, <a
 * href="https://docs.baseten.co/reference/training-api/overview">training</a> and <a
 * href="https://docs.baseten.co/reference/loops-api/overview">Loops</a> APIs.
 *
 * <p>All requests except the deletion of a model may be retried without a check. They read, or delete by an id that
 * never denotes another item later.
 */
public interface BasetenApi {

    /** Lists models. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("models")
    Call<ModelList> listModels(@Query("name") @Nullable String name);

    /** Lists a team's models. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("teams/{team_id}/models")
    Call<ModelList> listTeamModels(@Path("team_id") String team, @Query("name") @Nullable String name);

    /** Gets a model. */
    @Retryable(When.ALWAYS)
    @GET("models/{model_id}")
    Call<ModelRow> getModel(@Path("model_id") String model);

    /** Deletes a model with all its deployments. A retry needs a check that the model does not serve production now. */
    @Retryable(When.NEVER)
    @DELETE("models/{model_id}")
    Call<ModelTombstone> deleteModel(@Path("model_id") String model);

    /** Lists a model's deployments. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("models/{model_id}/deployments")
    Call<DeploymentList> listDeployments(@Path("model_id") String model);

    /** Deletes a deployment. */
    @Retryable(When.ALWAYS)
    @DELETE("models/{model_id}/deployments/{deployment_id}")
    Call<DeploymentTombstone> deleteDeployment(
            @Path("model_id") String model, @Path("deployment_id") String deployment);

    /** Lists Loops runs: the caller's own, or with {@code scope=org} those of the organization. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("loops/runs")
    Call<RunList> listRuns(@Query("scope") @Nullable String scope);

    /** Lists a team's Loops runs. This request takes no scope. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("teams/{team_id}/loops/runs")
    Call<RunList> listTeamRuns(@Path("team_id") String team);

    /** Gets a Loops run. */
    @Retryable(When.ALWAYS)
    @GET("loops/runs/{run_id}")
    Call<RunAnswer> getRun(@Path("run_id") String run);

    /** Searches training jobs. An empty object finds those of the whole organization. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @POST("training_jobs/search")
    Call<JobList> searchJobs(@Body Map<String, Object> filter);

    /** Lists the Loops checkpoints of one run. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("loops/checkpoints")
    Call<LoopsCheckpointList> listLoopsCheckpoints(@Query("run_id") String run);

    /** Lists the Loops checkpoints of one run, reading only their ids, because there may be very many. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("loops/checkpoints")
    Call<LoopsCheckpointIds> listLoopsCheckpointIds(@Query("run_id") String run);

    /** Deletes a Loops checkpoint by its {@code id}, never by its name. */
    @Retryable(When.ALWAYS)
    @DELETE("loops/checkpoints/{checkpoint_id}")
    Call<CheckpointTombstone> deleteLoopsCheckpoint(@Path("checkpoint_id") String id);

    /** Gets the files of a Loops checkpoint. */
    @Retryable(When.ALWAYS)
    @GET("loops/checkpoints/{checkpoint_id}/files")
    Call<FileList> listLoopsFiles(
            @Path("checkpoint_id") String id, @Query("page_size") int size, @Query("page_token") long offset);

    /** Lists a training job's checkpoints. */
    @UnpagedResponse
    @Retryable(When.ALWAYS)
    @GET("training_projects/{training_project_id}/jobs/{training_job_id}/checkpoints")
    Call<JobCheckpointList> listJobCheckpoints(
            @Path("training_project_id") String project, @Path("training_job_id") String job);

    /** Gets the files of all checkpoints of a training job together. */
    @Retryable(When.ALWAYS)
    @GET("training_projects/{training_project_id}/jobs/{training_job_id}/checkpoint_files")
    Call<FileList> listJobFiles(
            @Path("training_project_id") String project,
            @Path("training_job_id") String job,
            @Query("page_size") int size,
            @Query("page_token") long offset);

    /** Lists teams. The service always answers this request, so it proves that the base URL is right. */
    @Retryable(When.ALWAYS)
    @GET("teams")
    Call<TeamList> listTeams();
}
