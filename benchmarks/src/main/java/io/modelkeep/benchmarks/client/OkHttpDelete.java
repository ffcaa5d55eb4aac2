package io.modelkeep.benchmarks.client;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Okio;

/** A client that deletes one checkpoint per call with OkHttp only, and discards the answer. */
final class OkHttpDelete {

    private static final MediaType JSON = MediaType.get("application/json");

    private OkHttpDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OkHttpClient client = new OkHttpClient();
        String url = arguments.origin() + Arguments.listPath(1);
        Rounds.run(arguments, new ClientCalls(() -> delete(client, url)));
    }

    private static long delete(OkHttpClient client, String url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer key")
                .delete(RequestBody.create("{\"steps\":[10000000]}", JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("status " + response.code());
            }
            return response.body().source().readAll(Okio.blackhole());
        }
    }
}
