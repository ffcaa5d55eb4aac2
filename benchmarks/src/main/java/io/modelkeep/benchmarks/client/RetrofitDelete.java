package io.modelkeep.benchmarks.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.HTTP;
import retrofit2.http.Header;
import retrofit2.http.Path;

/** A client that deletes one checkpoint per call with Retrofit and its Jackson converter, both with defaults. */
final class RetrofitDelete {

    private interface Api {

        @HTTP(method = "DELETE", path = "v1/preview/models/{model}/checkpoints", hasBody = true)
        Call<Deleted> delete(
                @Header("Authorization") String authorization, @Path("model") String model, @Body Steps steps);
    }

    private record Steps(@JsonProperty("steps") List<Long> steps) {}

    private record Deleted(
            @JsonProperty("deleted_count") long count,
            @JsonProperty("not_found_steps") List<Long> notFound) {}

    private RetrofitDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        Api api = new Retrofit.Builder()
                .baseUrl(arguments.origin())
                .addConverterFactory(JacksonConverterFactory.create())
                .build()
                .create(Api.class);
        Rounds.run(arguments, new ClientCalls(() -> delete(api)));
    }

    private static long delete(Api api) throws IOException {
        Deleted deleted = Objects.requireNonNull(
                api.delete("Bearer key", Arguments.run(1), new Steps(List.of(10_000_000L)))
                        .execute()
                        .body(),
                "body");
        if (deleted.count() != 1 || !deleted.notFound().isEmpty()) {
            throw new IOException("not deleted");
        }
        return deleted.count();
    }
}
