package io.modelkeep.benchmarks.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** A client that lists one page with Retrofit and its Jackson converter, and ends. */
final class RetrofitStart {

    private interface Api {

        @GET("v1/preview/models/{model}/checkpoints")
        Call<Page> checkpoints(
                @Header("Authorization") String authorization,
                @Path("model") String model,
                @Query("after") @Nullable String after,
                @Query("limit") int limit);
    }

    private record Page(
            @JsonProperty("object") String object,
            @JsonProperty("data") List<Row> data,
            @JsonProperty("first_id") String firstId,
            @JsonProperty("last_id") String lastId,
            @JsonProperty("has_more") boolean hasMore) {}

    private record Row(
            @JsonProperty("id") String id,
            @JsonProperty("step") long step,
            @JsonProperty("metrics") Map<String, Double> metrics) {}

    private RetrofitStart() {}

    public static void main(String... texts) throws IOException {
        Arguments arguments = new Arguments(texts);
        Api api = new Retrofit.Builder()
                .baseUrl(arguments.origin())
                .addConverterFactory(JacksonConverterFactory.create())
                .build()
                .create(Api.class);
        Page page = Objects.requireNonNull(
                api.checkpoints("Bearer key", Arguments.run(100), null, 100)
                        .execute()
                        .body(),
                "body");
        FirstPage.check((int)
                page.data().stream().filter(row -> !row.metrics().isEmpty()).count());
    }
}
