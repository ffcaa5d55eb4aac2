package io.modelkeep.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.call.EmptyAnswer;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.call.Retryable.When;
import io.modelkeep.http.call.UnpagedResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Url;

/** A service with one endpoint of each kind. */
public interface TestApi {

    @Retryable(When.ALWAYS)
    @GET("items/{id}")
    Call<Item> read(@Path("id") String id);

    @Retryable(When.ALWAYS)
    @DELETE("items/{id}")
    Call<Item> remove(@Path("id") String id);

    @Retryable(When.NEVER)
    @DELETE("items/{id}/all")
    Call<EmptyAnswer> drop(@Path("id") String id);

    @Retryable(When.IF_NOT_APPLIED)
    @HTTP(method = "DELETE", path = "items/{id}/parts", hasBody = true)
    Call<Item> delete(@Path("id") String id, @Body Parts parts);

    @Retryable(When.NEVER)
    @POST("items")
    Call<Item> create(@Body Parts parts);

    @Retryable(When.ALWAYS)
    @GET
    Call<Item> elsewhere(@Url String url);

    @Retryable(When.ALWAYS)
    @UnpagedResponse
    @GET("items/all")
    Call<Item> all();

    @GET("items")
    Call<Item> unmarked();

    /** What stands in each kind of answer; a count decides what was done, and the rest only informs. */
    record Item(
            @JsonProperty("count") long count,
            @JsonProperty("small") @Nullable Integer small,
            @JsonProperty("score") @Nullable Double score,
            @JsonProperty("flag") @Nullable Boolean flag,
            @JsonProperty("name") @Nullable String name) {}

    record Parts(@JsonProperty("parts") List<Long> parts) {}
}
