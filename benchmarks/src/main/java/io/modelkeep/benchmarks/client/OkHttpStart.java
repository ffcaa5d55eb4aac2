package io.modelkeep.benchmarks.client;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Okio;

/** A client that fetches one page with OkHttp only, discards it, and ends. */
final class OkHttpStart {

    private OkHttpStart() {}

    public static void main(String... texts) throws IOException {
        Arguments arguments = new Arguments(texts);
        Request request = new Request.Builder()
                .url(arguments.origin() + Arguments.listPath(100) + "?limit=100")
                .header("Authorization", "Bearer key")
                .build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            response.body().source().readAll(Okio.blackhole());
            FirstPage.check(Integer.parseInt(response.header("Rows", "0")));
        }
    }
}
