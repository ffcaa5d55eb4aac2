package io.modelkeep.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the tests ask of a Weave simulator, all in the project {@code e/p}. */
public final class WeaveClient {
    public static final String MODELS = "/v2/e/p/models";

    private final Client client;

    public WeaveClient(WeaveSimulator simulator) {
        client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
    }

    public Client http() {
        return client;
    }

    public HttpResponse<String> create(String name, String sourceCode) throws Exception {
        return client.post(MODELS, "{\"name\":\"" + name + "\",\"source_code\":\"" + sourceCode + "\"}");
    }

    public HttpResponse<String> readModel(String objectId, String digest) throws Exception {
        return client.get(MODELS + "/" + objectId + "/versions/" + digest);
    }

    public HttpResponse<String> delete(String objectId, List<String> digests) throws Exception {
        String query = digests.isEmpty() ? "" : "?digests=" + String.join("&digests=", digests);
        return client.delete(MODELS + "/" + objectId + query);
    }

    public HttpResponse<String> readObject(String objectId, String digest) throws Exception {
        return client.post(
                "/obj/read",
                "{\"project_id\":\"e/p\",\"object_id\":\"" + objectId + "\",\"digest\":\"" + digest + "\"}");
    }

    public HttpResponse<String> deleteObject(String objectId, String digests) throws Exception {
        return client.post(
                "/obj/delete",
                "{\"project_id\":\"e/p\",\"object_id\":\"" + objectId + "\",\"digests\":" + digests + "}");
    }

    /** Sends a query with these further members of its body. */
    public HttpResponse<String> query(String members) throws Exception {
        return client.post("/objs/query", "{\"project_id\":\"e/p\"" + (members.isEmpty() ? "" : ",") + members + "}");
    }

    /** The objects a query finds, each as id and version index. */
    public List<String> found(String members) throws Exception {
        return objs(members).stream()
                .map(obj -> obj.get("object_id").textValue() + ":" + obj.get("version_index"))
                .toList();
    }

    public List<JsonNode> objs(String members) throws Exception {
        HttpResponse<String> response = query(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return StreamSupport.stream(Client.json(response).get("objs").spliterator(), false)
                .toList();
    }

    public static void assertReason(HttpResponse<String> response, int status, String reason) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Client.json(response).get("reason").textValue()).isEqualTo(reason);
    }
}
