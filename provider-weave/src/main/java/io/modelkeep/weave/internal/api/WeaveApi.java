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
 * The requests that this provider sends, as in the <a
 * href="https://docs.coreweave.com/weave/reference/service-api">service API reference</a>. Each method names its page
 * there.
 *
 * <p>Versions are deleted in one of two ways. On the model route, today's servers read {@code digests} from the
 * query. Older servers read only a body there, and would take a request without one as a deletion of all versions.
 * The object route has its digests in the body in every server generation. The object route is used for every server
 * that is not the published one.
 */
public interface WeaveApi {

    /**
     * Creates a model (page <i>Create model</i>). The digest identifies the content, so a retry finds the version
     * that the first request created.
     */
    @Retryable(When.ALWAYS)
    @POST("v2/{entity}/{project}/models")
    Call<CreatedModel> createModel(
            @Path("entity") String entity, @Path("project") String project, @Body CreateModel model);

    /** Lists objects (page <i>Query objects</i>). */
    @Retryable(When.ALWAYS)
    @POST("objs/query")
    Call<ObjectList> queryObjects(@Body QueryObjects query);

    /** Deletes these versions of a model (page <i>Delete model</i>). A digest never denotes other content later. */
    @Retryable(When.ALWAYS)
    @DELETE("v2/{entity}/{project}/models/{object_id}")
    Call<Deleted> deleteVersions(
            @Path("entity") String entity,
            @Path("project") String project,
            @Path("object_id") String model,
            @Query("digests") List<String> digests);

    /** Deletes these versions of an object (page <i>Delete object</i>). */
    @Retryable(When.ALWAYS)
    @POST("obj/delete")
    Call<Deleted> deleteObjectVersions(@Body DeleteObject versions);

    /**
     * Deletes all versions of a model (page <i>Delete model</i>). A version published in the meantime was not
     * requested. If the request may have been carried out, the versions are therefore read before another one is
     * sent.
     */
    @Retryable(When.IF_NOT_APPLIED)
    @DELETE("v2/{entity}/{project}/models/{object_id}")
    Call<Deleted> deleteModel(
            @Path("entity") String entity, @Path("project") String project, @Path("object_id") String model);

    /** Deletes all versions of an object (page <i>Delete object</i>), with the same rule as {@link #deleteModel}. */
    @Retryable(When.IF_NOT_APPLIED)
    @POST("obj/delete")
    Call<Deleted> deleteObject(@Body DeleteObject object);
}
