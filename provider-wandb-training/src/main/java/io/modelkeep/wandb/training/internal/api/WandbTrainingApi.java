package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointList;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CreateModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CreatedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeleteSteps;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedModel;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.DeletedSteps;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The requests this provider sends, below {@code /v1/}, as the <a
 * href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">API reference</a> has them;
 * each method names its page there.
 */
public interface WandbTrainingApi {

    /** Create Model; a second request would make a second model. */
    @Retryable(When.NEVER)
    @POST("preview/models")
    Call<CreatedModel> createModel(@Body CreateModel model);

    /** Create Model with {@code return_existing}: a second request finds what the first one made. */
    @Retryable(When.ALWAYS)
    @POST("preview/models")
    Call<CreatedModel> createOrReturnModel(@Body CreateModel model);

    /** Delete Model; the id never comes to mean another model. */
    @Retryable(When.ALWAYS)
    @DELETE("preview/models/{model_id}")
    Call<DeletedModel> deleteModel(@Path("model_id") String model);

    /** List Model Checkpoints. */
    @Retryable(When.ALWAYS)
    @GET("preview/models/{model_id}/checkpoints")
    Call<CheckpointList> listCheckpoints(
            @Path("model_id") String model,
            @Query("after") @Nullable String after,
            @Query("limit") int limit,
            @Query("order") @Nullable String order);

    /**
     * Delete Model Checkpoints; a training that goes on may save another checkpoint at the same step, so what may have been
     * carried out is read before it is repeated.
     */
    @Retryable(When.IF_NOT_APPLIED)
    @HTTP(method = "DELETE", path = "preview/models/{model_id}/checkpoints", hasBody = true)
    Call<DeletedSteps> deleteCheckpoints(@Path("model_id") String model, @Body DeleteSteps steps);

    /** Health Check; any JSON is a healthy answer. */
    @Retryable(When.ALWAYS)
    @GET("health")
    Call<Object> health();
}
