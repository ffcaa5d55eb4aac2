package consumer;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A program that uses the library as a user would, with a local server. It fails if a class is missing or duplicate. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] args) throws IOException {
        for (String type : List.of("okhttp3/OkHttpClient.class", "okio/Options.class", "retrofit2/Retrofit.class")) {
            List<URL> places = Collections.list(Consumer.class.getClassLoader().getResources(type));
            check(places.size() <= 1, type + " is there more than once: " + places);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/preview/models/m1/checkpoints", exchange -> {
            String answer = exchange.getRequestMethod().equals("DELETE")
                    ? "{\"deleted_count\":1,\"not_found_steps\":[]}"
                    : "{\"data\":[{\"id\":\"c1\",\"step\":120,\"metrics\":{\"val/reward\":0.91}}],\"has_more\":false}";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Map<String, String> config = Map.of(
                "provider", "wandb-training",
                "wandb-training.base-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "wandb-training.api-key", "any");
        try (ModelkeepClient stores = ModelkeepClient.open(config)) {
            List<Checkpoint> items =
                    stores.checkpoints().list(new RunId("m1"), PageRequest.first()).items();
            check(items.size() == 1 && items.get(0).metrics().equals(Map.of("val/reward", 0.91)), "listed " + items);
            DeleteReport<CheckpointId> report =
                    stores.checkpoints().delete(new RunId("m1"), List.of(new CheckpointId("120")));
            check(report.complete(), "deleted " + report);
        } finally {
            server.stop(0);
        }
        System.out.println("consumer: fine");
    }

    private static void check(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalStateException(otherwise);
        }
    }
}
