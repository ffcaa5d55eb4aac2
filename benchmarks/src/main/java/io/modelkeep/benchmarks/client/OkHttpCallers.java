package io.modelkeep.benchmarks.client;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Okio;

/** A crowd on one OkHttp client: each call a page ({@code work=list}) or a deletion ({@code work=delete}), thrown away. */
final class OkHttpCallers {

    private OkHttpCallers() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OkHttpClient client = new OkHttpClient();
        Request.Builder builder = new Request.Builder().header("Authorization", "Bearer key");
        String url = arguments.origin() + Arguments.listPath(100_000);
        Request request = arguments.text("work", "list").equals("list")
                ? builder.url(url + "?limit=100").build()
                : builder.url(url)
                        .delete(RequestBody.create("{\"steps\":[10000000]}", MediaType.get("application/json")))
                        .build();
        try (Crowd crowd = new Crowd(arguments)) {
            Rounds.run(arguments, count -> crowd.call(count, () -> send(client, request)));
        }
    }

    private static long send(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("status " + response.code());
            }
            return response.body().source().readAll(Okio.blackhole());
        }
    }
}
