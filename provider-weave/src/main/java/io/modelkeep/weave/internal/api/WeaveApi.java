package io.modelkeep.weave.internal.api;

import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.weave.internal.api.WeaveJson.CreateModel;
import io.modelkeep.weave.internal.api.WeaveJson.CreatedModel;
import io.modelkeep.weave.internal.api.WeaveJson.DeleteObject;
import io.modelkeep.weave.internal.api.WeaveJson.Deleted;
import io.modelkeep.weave.internal.api.WeaveJson.ObjectList;
import io.modelkeep.weave.internal.api.WeaveJson.QueryObjects;
import java.util.List;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The requests this provider sends, as the <a href="https://docs.coreweave.com/weave/reference/service-api">service API
 * reference</a> has them; each method names its page there.
 *
 * <p>Versions are deleted in one of two ways. Today's servers read {@code digests} of the model route from the query; older
 * ones read only a body, and would take a request without it for one that means all versions. The object route has had its
 * digests in the body in every generation, and is used wherever the server is not the published one.
 */
public interface WeaveApi {

    /** Create model; the version's digest is of its content, so that a second request finds what the first one made. */
    @Retryable(When.ALWAYS)
    @POST("v2/{entity}/{project}/models")
    Call<CreatedModel> createModel(
            @Path("entity") String entity, @Path("project") String project, @Body CreateModel model);

    /** Query objects. */
    @Retryable(When.ALWAYS)
    @POST("objs/query")
    Call<ObjectList> queryObjects(@Body QueryObjects query);

    /** Delete model, these versions: a digest never comes to mean another content. */
    @Retryable(When.ALWAYS)
    @DELETE("v2/{entity}/{project}/models/{object_id}")
    Call<Deleted> deleteVersions(
            @Path("entity") String entity,
            @Path("project") String project,
            @Path("object_id") String model,
            @Query("digests") List<String> digests);

    /** Delete object, these versions. */
    @Retryable(When.ALWAYS)
    @POST("obj/delete")
    Call<Deleted> deleteObjectVersions(@Body DeleteObject versions);

    /**
     * Delete model, all versions; one published meanwhile is none that was asked for, so what may have been carried out is
     * read before anything is sent again.
     */
    @Retryable(When.IF_NOT_APPLIED)
    @DELETE("v2/{entity}/{project}/models/{object_id}")
    Call<Deleted> deleteModel(
            @Path("entity") String entity, @Path("project") String project, @Path("object_id") String model);

    /** Delete object, all versions; see {@link #deleteModel}. */
    @Retryable(When.IF_NOT_APPLIED)
    @POST("obj/delete")
    Call<Deleted> deleteObject(@Body DeleteObject object);
}
