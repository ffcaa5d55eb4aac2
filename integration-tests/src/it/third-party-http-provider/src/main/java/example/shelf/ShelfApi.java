package example.shelf;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;

import java.util.List;
import java.util.Objects;
import retrofit2.Call;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** The requests of a Shelf server, relative to its base URL, and the bodies of its answers. */
interface ShelfApi {

    /** Lists the training runs. A null page token requests the first page. */
    @Retryable(When.ALWAYS)
    @GET("v1/runs")
    Call<Listing<RunRow>> runs(@Query("page_token") String pageToken, @Query("limit") int limit);

    /** Lists the checkpoints of a training run. A null page token requests the first page. */
    @Retryable(When.ALWAYS)
    @GET("v1/runs/{run}/checkpoints")
    Call<Listing<CheckpointRow>> checkpoints(
            @Path("run") String run, @Query("page_token") String pageToken, @Query("limit") int limit);

    /** Deletes a checkpoint. The server never uses an id again, so a second request cannot delete anything else. */
    @Retryable(When.ALWAYS)
    @DELETE("v1/runs/{run}/checkpoints/{id}")
    Call<Deleted> delete(@Path("run") String run, @Path("id") String id);

    /** Reads a model. */
    @Retryable(When.ALWAYS)
    @GET("v1/models/{model}")
    Call<ModelRow> model(@Path("model") String model);

    /** Deletes a model. As for checkpoints, its id is never used again. */
    @Retryable(When.ALWAYS)
    @DELETE("v1/models/{model}")
    Call<Deleted> deleteModel(@Path("model") String model);

    /** An item of a list. */
    interface Row {
        String id();
    }

    /** A page of a list. The token of the next page is null on the last page. */
    record Listing<R extends Row>(
            @JsonProperty(value = "items", required = true) List<R> items,
            @JsonProperty("next_page_token") String nextPageToken) {

        public Listing {
            items = List.copyOf(items); // refuses null, also as an item
        }
    }

    record RunRow(@JsonProperty(value = "id", required = true) String id, @JsonProperty("name") String name)
            implements Row {

        public RunRow {
            ShelfIds.check(ShelfIds.RUN, id);
        }
    }

    record CheckpointRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "step", required = true) long step,
            @JsonProperty("created_at") String createdAt)
            implements Row {

        public CheckpointRow {
            ShelfIds.check(ShelfIds.CHECKPOINT, id);
        }
    }

    record ModelRow(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "name", required = true) String name) {

        public ModelRow {
            ShelfIds.check(ShelfIds.MODEL, id);
            Objects.requireNonNull(name, "name");
        }
    }

    record Deleted(@JsonProperty(value = "id", required = true) String id) {

        public Deleted {
            Objects.requireNonNull(id, "id");
        }
    }
}
