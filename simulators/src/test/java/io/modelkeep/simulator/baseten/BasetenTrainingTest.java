package io.modelkeep.simulator.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelkeep.simulator.Client;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasetenTrainingTest {
    private BasetenSimulator simulator = BasetenSimulator.start();
    private Client client = new Client(simulator.baseUrl().toString(), simulator.apiKey());

    @AfterEach
    void close() {
        simulator.close();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return checked(client.get(path));
    }

    private JsonNode search(String body) throws IOException, InterruptedException {
        return checked(client.post("/v1/training_jobs/search", body)).get("training_jobs");
    }

    private static JsonNode checked(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.get(field).textValue()));
        return texts;
    }

    @Test
    void aProjectNamesItsLatestJob() throws Exception {
        String empty = simulator.addProject("empty");
        String full = simulator.addProject("full");
        simulator.addJob(full);
        String latest = simulator.addJob(full);

        JsonNode projects = get("/v1/training_projects").get("training_projects");

        assertThat(texts(projects, "id")).containsExactlyInAnyOrder(empty, full);
        for (JsonNode project : projects) {
            assertThat(project.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("id", "name", "created_at", "updated_at", "team_name", "latest_job");
            assertThat(project.at("/latest_job/id").textValue())
                    .isEqualTo(project.get("id").textValue().equals(full) ? latest : null);
        }
    }

    @Test
    void aJobHasTheDocumentedFieldsAndBelongsToItsProject() throws Exception {
        String project = simulator.addProject("p");
        String other = simulator.addProject("other");
        String job = simulator.addJob(project, "TRAINING_JOB_EXPLODED");

        JsonNode answer = get("/v1/training_projects/" + project + "/jobs/" + job);

        assertThat(answer.at("/training_project/id").textValue()).isEqualTo(project);
        JsonNode json = answer.get("training_job");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "created_at",
                        "current_status",
                        "error_message",
                        "instance_type",
                        "node_count",
                        "updated_at",
                        "training_project_id",
                        "training_project",
                        "name",
                        "checkpoint_sync_status",
                        "priority",
                        "availability_model",
                        "user");
        assertThat(json.get("current_status").textValue()).isEqualTo("TRAINING_JOB_EXPLODED");
        assertThat(get("/v1/training_projects/" + project + "/jobs").get("training_jobs"))
                .containsExactly(json);
        assertThat(get("/v1/training_projects/" + other + "/jobs").get("training_jobs"))
                .isEmpty();
        assertThat(client.get("/v1/training_projects/" + other + "/jobs/" + job).statusCode())
                .isEqualTo(404);
    }

    @Test
    void jobsAreSearchedByProjectIdAndStatusNewestFirst() throws Exception {
        String project = simulator.addProject("p");
        String first = simulator.addJob(project);
        String second = simulator.addJob(project, "TRAINING_JOB_FAILED");
        String third = simulator.addJob(simulator.addProject("other"));

        assertThat(texts(search("{}"), "id")).containsExactly(third, second, first);
        assertThat(texts(search("{\"order_by\":[{\"field\":\"created_at\",\"order\":\"asc\"}]}"), "id"))
                .containsExactly(first, second, third);
        assertThat(texts(search("{\"project_id\":\"" + project + "\",\"job_id\":null}"), "id"))
                .containsExactly(second, first);
        assertThat(texts(search("{\"job_id\":\"" + third + "\"}"), "id")).containsExactly(third);
        assertThat(texts(search("{\"statuses\":[\"TRAINING_JOB_FAILED\"]}"), "id"))
                .containsExactly(second);
        assertThat(search("{\"statuses\":[]}")).isEmpty();
        assertThat(checked(client.send("POST", "/v1/training_jobs/search", null))
                        .get("training_jobs"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"project_id\":1}",
                "{\"order_by\":[{\"field\":\"name\",\"order\":\"asc\"}]}",
                "{\"order_by\":[{\"field\":\"created_at\",\"order\":\"up\"}]}"
            })
    void aBadSearchIsInvalid(String body) throws Exception {
        HttpResponse<String> response = client.post("/v1/training_jobs/search", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("code", "message");
    }

    @Test
    void aCheckpointHasTheDocumentedFieldsAndNoIdOfItsOwn() throws Exception {
        String project = simulator.addProject("p");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoint(job, "ckpt-001", "full", 77);

        JsonNode answer = get("/v1/training_projects/" + project + "/jobs/" + job + "/checkpoints");

        assertThat(answer.at("/training_job/id").textValue()).isEqualTo(job);
        JsonNode checkpoint = answer.at("/checkpoints/0");
        assertThat(checkpoint.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "checkpoint_id",
                        "created_at",
                        "checkpoint_type",
                        "base_model",
                        "lora_adapter_config",
                        "size_bytes",
                        "sync_status",
                        "training_job_id");
        assertThat(checkpoint.get("checkpoint_id").textValue()).isEqualTo("ckpt-001");
        assertThat(checkpoint.get("checkpoint_type").textValue()).isEqualTo("full");
        assertThat(checkpoint.get("size_bytes").longValue()).isEqualTo(77);
        assertThat(checkpoint.get("training_job_id").textValue()).isEqualTo(job);
    }

    @Test
    void manyCheckpointsComeInOneBodyAndInNoUsefulOrder() throws Exception {
        String project = simulator.addProject("p");
        String job = simulator.addJob(project);
        List<String> added = new ArrayList<>(simulator.addJobCheckpoints(job, 30));
        added.addAll(simulator.addJobCheckpoints(job, 2000));

        List<String> listed = texts(
                get("/v1/training_projects/" + project + "/jobs/" + job + "/checkpoints")
                        .get("checkpoints"),
                "checkpoint_id");

        assertThat(added).startsWith("checkpoint-1", "checkpoint-2").endsWith("checkpoint-2030");
        assertThat(listed).containsExactlyInAnyOrderElementsOf(added);
        assertThat(listed.get(0)).isNotIn("checkpoint-1", "checkpoint-2030");
        assertThat(listed.get(2029)).isNotIn("checkpoint-1", "checkpoint-2030");
    }

    @Test
    void newerFieldsCanBeMissing() throws Exception {
        simulator.close();
        simulator = BasetenSimulator.builder().withoutNewerFields().start();
        client = new Client(simulator.baseUrl().toString(), simulator.apiKey());
        String project = simulator.addProject("p");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoints(job, 1);

        JsonNode answer = get("/v1/training_projects/" + project + "/jobs/" + job + "/checkpoints");

        assertThat(answer.at("/checkpoints/0").has("sync_status")).isFalse();
        assertThat(answer.get("training_job").has("user")).isFalse();
    }

    @Test
    void missingParent_cannotBeSeeded() {
        String job = simulator.addJob(simulator.addProject("p"));
        simulator.addJobCheckpoint(job, "c", "lora", 1);

        assertThatThrownBy(() -> simulator.addJob("none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addJobCheckpoints("none", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.addJobCheckpoint(job, "c", "lora", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
