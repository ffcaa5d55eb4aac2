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
 * The requests that this provider sends, below {@code /v1/}. They follow the <a
 * href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">API reference</a>, and
 * each method names its page there.
 */
public interface WandbTrainingApi {

    /** Creates a model (Create Model). A second request would create a second model. */
    @Retryable(When.NEVER)
    @POST("preview/models")
    Call<CreatedModel> createModel(@Body CreateModel model);

    /**
     * Creates a model, or returns the existing one (Create Model with {@code return_existing}). A second request finds
     * the model that the first one created.
     */
    @Retryable(When.ALWAYS)
    @POST("preview/models")
    Call<CreatedModel> createOrReturnModel(@Body CreateModel model);

    /** Deletes a model (Delete Model). The id never denotes another model later. */
    @Retryable(When.ALWAYS)
    @DELETE("preview/models/{model_id}")
    Call<DeletedModel> deleteModel(@Path("model_id") String model);

    /** Lists checkpoints of a model (List Model Checkpoints). */
    @Retryable(When.ALWAYS)
    @GET("preview/models/{model_id}/checkpoints")
    Call<CheckpointList> listCheckpoints(
            @Path("model_id") String model,
            @Query("after") @Nullable String after,
            @Query("limit") int limit,
            @Query("order") @Nullable String order);

    /**
     * Deletes checkpoints of a model (Delete Model Checkpoints). A training run that continues may save another
     * checkpoint at the same step. An attempt that may have been carried out is therefore settled by a read before a
     * retry.
     */
    @Retryable(When.IF_NOT_APPLIED)
    @HTTP(method = "DELETE", path = "preview/models/{model_id}/checkpoints", hasBody = true)
    Call<DeletedSteps> deleteCheckpoints(@Path("model_id") String model, @Body DeleteSteps steps);

    /** Checks whether the service answers (Health Check). Any JSON is a healthy answer. */
    @Retryable(When.ALWAYS)
    @GET("health")
    Call<Object> health();
}
