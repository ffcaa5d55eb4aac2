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

/** A client that lists with Retrofit and its Jackson converter, both with defaults, as a user would write first. */
final class RetrofitList {

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

    private RetrofitList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        Api api = new Retrofit.Builder()
                .baseUrl(arguments.origin())
                .addConverterFactory(JacksonConverterFactory.create())
                .build()
                .create(Api.class);
        Rounds.run(arguments, count -> list(api, arguments, count));
    }

    private static long list(Api api, Arguments arguments, long count) throws IOException {
        Caller caller = new Caller(arguments, count);
        String after = null;
        while (true) {
            Page page = Objects.requireNonNull(
                    api.checkpoints("Bearer key", Arguments.run(count), after, arguments.limit())
                            .execute()
                            .body(),
                    "body");
            for (Row row : page.data()) {
                row.metrics().values().forEach(caller::metric);
                caller.row(row.step());
            }
            if (!page.hasMore()) {
                return caller.checked();
            }
            after = page.lastId();
        }
    }
}
