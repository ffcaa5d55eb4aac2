package consumer;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A program in a module that deletes a model at a local server. It fails if the library does not consist of modules. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/preview/models/m1", exchange -> {
            byte[] body = "{\"model_id\":\"m1\",\"deleted_checkpoints\":3,\"deleted_run\":true}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Map<String, String> config = Map.of(
                "provider", "wandb-training",
                "wandb-training.base-url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "wandb-training.api-key", "any");
        try (ModelkeepClient stores = ModelkeepClient.open(config)) {
            ModelDeletion deletion = stores.models().delete(new ModelId("m1"));
            if (deletion.outcome() != DeleteOutcome.DELETED || !stores.getClass().getModule().isNamed()) {
                throw new IllegalStateException(deletion + " by " + stores.getClass().getModule());
            }
        } finally {
            server.stop(0);
        }
        System.out.println("consumer: fine");
    }
}
