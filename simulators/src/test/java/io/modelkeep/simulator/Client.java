package io.modelkeep.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client, talking to a simulator with its key. */
public final class Client {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String apiKey;

    public Client(WandbTrainingSimulator simulator) {
        this(simulator.baseUrl().toString(), simulator.apiKey());
    }

    public Client(String baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    public HttpResponse<String> delete(String path, String json) throws IOException, InterruptedException {
        return send("DELETE", path, json);
    }

    public HttpResponse<String> deleteSteps(String modelId, String steps) throws IOException, InterruptedException {
        return delete(checkpoints(modelId), "{\"steps\":" + steps + "}");
    }

    public HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return http.send(request(method, path, json).build(), BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + apiKey);
        if (json == null) {
            return request.method(method, BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
    }

    public HttpClient http() {
        return http;
    }

    public static String checkpoints(String modelId) {
        return "/preview/models/" + modelId + "/checkpoints";
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return JsonText.read(response.body());
    }
}
