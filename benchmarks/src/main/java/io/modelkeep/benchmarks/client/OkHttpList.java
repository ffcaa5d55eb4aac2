package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Okio;

/** A client that lists with OkHttp only and discards the answers, as the floor. */
final class OkHttpList {

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OkHttpClient client = new OkHttpClient();
        Rounds.run(arguments, count -> list(client, arguments, count));
    }

    private static long list(OkHttpClient client, Arguments arguments, long count) throws IOException {
        String start = arguments.origin() + Arguments.listPath(count) + "?limit=" + arguments.limit();
        long items = 0;
        while (items < count) {
            String after = items == 0 ? "" : "&after=" + Rows.id(items - 1);
            items += discard(client, start + after);
        }
        return items;
    }

    private static int discard(OkHttpClient client, String url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer key")
                .build();
        try (Response response = client.newCall(request).execute()) {
            response.body().source().readAll(Okio.blackhole());
            return Integer.parseInt(response.header("Rows", "0"));
        }
    }
}
