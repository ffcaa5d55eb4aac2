package io.modelkeep.simulator;

import com.fasterxml.jackson.databind.JsonNode;
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
final class Client {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String apiKey;

    Client(WandbTrainingSimulator simulator) {
        this(simulator.baseUrl().toString(), simulator.apiKey());
    }

    Client(String baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    HttpResponse<String> delete(String path, String json) throws IOException, InterruptedException {
        return send("DELETE", path, json);
    }

    HttpResponse<String> deleteSteps(String modelId, String steps) throws IOException, InterruptedException {
        return delete(checkpoints(modelId), "{\"steps\":" + steps + "}");
    }

    HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return http.send(request(method, path, json).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + apiKey);
        if (json == null) {
            return request.method(method, BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
    }

    HttpClient http() {
        return http;
    }

    static String checkpoints(String modelId) {
        return "/preview/models/" + modelId + "/checkpoints";
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.read(response.body());
    }
}
