package io.modelkeep.baseten;

import io.modelkeep.baseten.ModelJson.DeploymentList;
import io.modelkeep.baseten.ModelJson.DeploymentTombstone;
import io.modelkeep.baseten.ModelJson.ModelList;
import io.modelkeep.baseten.ModelJson.ModelRow;
import io.modelkeep.baseten.ModelJson.ModelTombstone;
import io.modelkeep.baseten.ModelJson.TeamList;
import io.modelkeep.baseten.TrainingJson.CheckpointTombstone;
import io.modelkeep.baseten.TrainingJson.FileList;
import io.modelkeep.baseten.TrainingJson.JobCheckpointList;
import io.modelkeep.baseten.TrainingJson.JobList;
import io.modelkeep.baseten.TrainingJson.LoopsCheckpointIds;
import io.modelkeep.baseten.TrainingJson.LoopsCheckpointList;
import io.modelkeep.baseten.TrainingJson.RunAnswer;
import io.modelkeep.baseten.TrainingJson.RunList;
import io.modelkeep.http.Repeat;
import io.modelkeep.http.Repeat.When;
import io.modelkeep.http.Unpaged;
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
 * The requests this provider sends, below {@code /v1/}, as the references of the <a
 * href="https://docs.baseten.co/reference/management-api/overview">management</a>, <a
 * href="https://docs.baseten.co/reference/training-api/overview">training</a> and <a
 * href="https://docs.baseten.co/reference/loops-api/overview">Loops</a> API have them.
 *
 * <p>All but the deletion of a model are repeated at once where that helps: they read, or delete by an id that never comes to
 * mean something else.
 */
interface BasetenApi {

    /** List models. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("models")
    Call<ModelList> listModels(@Query("name") @Nullable String name);

    /** List a team's models. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("teams/{team_id}/models")
    Call<ModelList> listTeamModels(@Path("team_id") String team, @Query("name") @Nullable String name);

    /** Get a model. */
    @Repeat(When.ALWAYS)
    @GET("models/{model_id}")
    Call<ModelRow> getModel(@Path("model_id") String model);

    /** Delete a model, with all its deployments; repeated only after a look at whether it serves production by now. */
    @Repeat(When.NEVER)
    @DELETE("models/{model_id}")
    Call<ModelTombstone> deleteModel(@Path("model_id") String model);

    /** List a model's deployments. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("models/{model_id}/deployments")
    Call<DeploymentList> listDeployments(@Path("model_id") String model);

    /** Delete a deployment. */
    @Repeat(When.ALWAYS)
    @DELETE("models/{model_id}/deployments/{deployment_id}")
    Call<DeploymentTombstone> deleteDeployment(
            @Path("model_id") String model, @Path("deployment_id") String deployment);

    /** List Loops runs: the caller's own, or with {@code scope=org} those of the organisation. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("loops/runs")
    Call<RunList> listRuns(@Query("scope") @Nullable String scope);

    /** List a team's Loops runs; it takes no scope. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("teams/{team_id}/loops/runs")
    Call<RunList> listTeamRuns(@Path("team_id") String team);

    /** Get a Loops run. */
    @Repeat(When.ALWAYS)
    @GET("loops/runs/{run_id}")
    Call<RunAnswer> getRun(@Path("run_id") String run);

    /** Search training jobs; an empty object finds those of the whole organisation. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @POST("training_jobs/search")
    Call<JobList> searchJobs(@Body Map<String, Object> filter);

    /** List Loops checkpoints, of one run. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("loops/checkpoints")
    Call<LoopsCheckpointList> listLoopsCheckpoints(@Query("run_id") String run);

    /** List Loops checkpoints, read for their ids alone: there may be very many. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("loops/checkpoints")
    Call<LoopsCheckpointIds> listLoopsCheckpointIds(@Query("run_id") String run);

    /** Delete a Loops checkpoint, by its {@code id} and never by its name. */
    @Repeat(When.ALWAYS)
    @DELETE("loops/checkpoints/{checkpoint_id}")
    Call<CheckpointTombstone> deleteLoopsCheckpoint(@Path("checkpoint_id") String id);

    /** Get a Loops checkpoint's files. */
    @Repeat(When.ALWAYS)
    @GET("loops/checkpoints/{checkpoint_id}/files")
    Call<FileList> listLoopsFiles(
            @Path("checkpoint_id") String id, @Query("page_size") int size, @Query("page_token") long offset);

    /** List a training job's checkpoints. */
    @Unpaged
    @Repeat(When.ALWAYS)
    @GET("training_projects/{training_project_id}/jobs/{training_job_id}/checkpoints")
    Call<JobCheckpointList> listJobCheckpoints(
            @Path("training_project_id") String project, @Path("training_job_id") String job);

    /** Get a training job's checkpoint files, those of all its checkpoints together. */
    @Repeat(When.ALWAYS)
    @GET("training_projects/{training_project_id}/jobs/{training_job_id}/checkpoint_files")
    Call<FileList> listJobFiles(
            @Path("training_project_id") String project,
            @Path("training_job_id") String job,
            @Query("page_size") int size,
            @Query("page_token") long offset);

    /** List teams: answered whatever there is. */
    @Repeat(When.ALWAYS)
    @GET("teams")
    Call<TeamList> listTeams();
}
