package consumer;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.ConfigurationException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A program with an unusable Jackson. It fails unless opening reports that, before any request. */
public final class RefusedConsumer {

    private RefusedConsumer() {}

    public static void main(String[] args) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        server.start();
        Map<String, String> config = Map.of(
                "provider", "wandb-training",
                "wandb-training.base-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "wandb-training.api-key", "any");
        try (ModelkeepClient stores = ModelkeepClient.open(config)) {
            throw new IllegalStateException("opened " + stores);
        } catch (ConfigurationException refused) {
            String message = String.valueOf(refused.getMessage());
            if (!message.contains("jackson-") || !message.contains("modelkeep-bom") || requests.get() != 0) {
                throw new IllegalStateException("refused in other words, or too late", refused);
            }
            System.out.println("consumer: refused as it should be: " + message);
        } finally {
            server.stop(0);
        }
    }
}
