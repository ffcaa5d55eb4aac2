package io.modelkeep.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelkeep.http.Repeat.When;
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
interface TestApi {

    @Repeat(When.ALWAYS)
    @GET("items/{id}")
    Call<Item> read(@Path("id") String id);

    @Repeat(When.ALWAYS)
    @DELETE("items/{id}")
    Call<Item> remove(@Path("id") String id);

    @Repeat(When.IF_NOT_APPLIED)
    @HTTP(method = "DELETE", path = "items/{id}/parts", hasBody = true)
    Call<Item> delete(@Path("id") String id, @Body Parts parts);

    @Repeat(When.NEVER)
    @POST("items")
    Call<Item> create(@Body Parts parts);

    @Repeat(When.ALWAYS)
    @GET
    Call<Item> elsewhere(@Url String url);

    @Repeat(When.ALWAYS)
    @Unpaged
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
