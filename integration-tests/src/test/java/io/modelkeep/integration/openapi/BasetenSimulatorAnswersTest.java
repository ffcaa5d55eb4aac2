package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator answers a client other than ours. */
class BasetenSimulatorAnswersTest extends AnotherClient<BasetenSimulator> {

    private static final String JOB_FILES = "/v1/training_projects/PROJECT/jobs/JOB/checkpoint_files";
    private static final String RUN_CHECKPOINTS = "/v1/loops/checkpoints?run_id=RUN";

    BasetenSimulatorAnswersTest() {
        super("baseten", BasetenSimulator.start());
    }

    @BeforeEach
    void addSomeOfEach() {
        String model = simulator.addModel("agent");
        List<String> deployments = simulator.addDeployments(model, 3);
        simulator.promote(model, deployments.get(0));
        simulator.promote(model, deployments.get(1), "staging");
        String project = simulator.addProject("project");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoint(job, "final", "full", 4_096);
        simulator.addJobCheckpoints(job, 2);
        simulator.addFile(job, "checkpoint-1/rank-3/adapter.safetensors", 100);
        String run = simulator.addRun("Qwen/Qwen3-8B");
        simulator.addRunOfAnotherUser("Qwen/Qwen3-8B");
        String sampler = simulator.addLoopsCheckpoint(run, "step-1", "sampler", 4_096);
        String trainer = simulator.addLoopsCheckpoint(run, "step-1", "trainer", 65_536);
        simulator.markInUse(trainer, "start of an active run");
        simulator.addFile(sampler, "config.json", 100);
        simulator.addRun("another team", "Qwen/Qwen3-8B");
        names.put("TEAM", simulator.addTeam("another team"));
        names.put("MODEL", model);
        names.put("SERVING", deployments.get(0));
        names.put("DEPLOYMENT", deployments.get(2));
        names.put("PROJECT", project);
        names.put("JOB", job);
        names.put("RUN", run);
        names.put("SAMPLER", sampler);
        names.put("TRAINER", trainer);
    }

    @Test
    void eachOperationIsAnsweredAsDocumented() throws Exception {
        assertAllAnswered(
                List.of(),
                List.of(
                        exchange("GET", "/v1/teams", ""),
                        exchange("GET", "/v1/teams?name=another%20team", ""),
                        exchange("GET", "/v1/models", ""),
                        exchange("GET", "/v1/models?name=agent", ""),
                        exchange("GET", "/v1/teams/TEAM/models", ""),
                        exchange("GET", "/v1/models/MODEL", ""),
                        exchange("GET", "/v1/models/MODEL/deployments", ""),
                        exchange("GET", "/v1/models/MODEL/deployments/production", ""),
                        exchange("GET", "/v1/models/MODEL/environments", ""),
                        exchange("POST", "/v1/models/MODEL/deployments/DEPLOYMENT/deactivate", ""),
                        exchange("GET", "/v1/models/MODEL/deployments/DEPLOYMENT", ""),
                        exchange("DELETE", "/v1/models/MODEL/deployments/DEPLOYMENT", ""),
                        exchange("DELETE", "/v1/models/MODEL", ""),
                        exchange("GET", "/v1/training_projects", ""),
                        exchange("GET", "/v1/training_projects/PROJECT/jobs", ""),
                        exchange("GET", "/v1/training_projects/PROJECT/jobs/JOB", ""),
                        exchange("POST", "/v1/training_jobs/search", "{}"),
                        exchange(
                                "POST",
                                "/v1/training_jobs/search",
                                "{\"project_id\":\"PROJECT\",\"job_id\":null,\"statuses\":[\"TRAINING_JOB_COMPLETED\"],"
                                        + "\"order_by\":[{\"field\":\"created_at\",\"order\":\"asc\"}]}"),
                        exchange("GET", "/v1/training_projects/PROJECT/jobs/JOB/checkpoints", ""),
                        exchange("GET", JOB_FILES, ""),
                        exchange("GET", JOB_FILES + "?page_size=1&page_token=1", ""),
                        exchange("GET", "/v1/loops/runs", ""),
                        exchange("GET", "/v1/loops/runs?scope=org&base_model=Qwen/Qwen3-8B&run_id=RUN", ""),
                        exchange("GET", "/v1/teams/TEAM/loops/runs", ""),
                        exchange("GET", "/v1/loops/runs/RUN", ""),
                        exchange("GET", RUN_CHECKPOINTS, ""),
                        exchange("GET", "/v1/loops/checkpoints?base_model=Qwen/Qwen3-8B", ""),
                        exchange(
                                "GET",
                                "/v1/loops/checkpoints?checkpoint_path=bt://loops:RUN/sampler_weights/step-1",
                                ""),
                        exchange("GET", "/v1/loops/checkpoints/SAMPLER/files", ""),
                        exchange("DELETE", "/v1/loops/checkpoints/SAMPLER", ""),
                        exchange("DELETE", "/v1/loops/checkpoints/SAMPLER", ""),
                        exchange("POST", "/v1/loops/runs/RUN/deactivate", ""),
                        exchange("DELETE", "/v1/loops/runs/RUN", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models",
        "DELETE, /v1/models/MODEL",
        "DELETE, /v1/models/MODEL/deployments/DEPLOYMENT",
        "POST, /v1/training_jobs/search",
        "GET, /v1/loops/runs",
        "DELETE, /v1/loops/checkpoints/SAMPLER",
        "GET, /v1/loops/checkpoints/SAMPLER/files",
        "GET, /v1/teams"
    })
    void protectedRoute_isRefusedWithoutAKey(String method, String target) throws Exception {
        assertRefusedWithoutKey(method, target);
    }

    @Test
    void theKeyMayStandBehindApiKeyToo() throws Exception {
        assertAnswered(
                200,
                exchange(request("GET", "/v1/models", "").header("Authorization", "Api-Key " + simulator.apiKey())));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/teams/nothing/models",
        "GET, /v1/models/nothing",
        "DELETE, /v1/models/nothing",
        "GET, /v1/models/MODEL/deployments/nothing",
        "DELETE, /v1/models/MODEL/deployments/nothing",
        "GET, /v1/training_projects/nothing/jobs",
        "GET, /v1/training_projects/PROJECT/jobs/nothing/checkpoints",
        "GET, /v1/loops/runs/nothing",
        "GET, /v1/loops/checkpoints?run_id=nothing",
        "DELETE, /v1/loops/checkpoints/nothing"
    })
    void missingItem_isReportedAsDocumented(String method, String target) throws Exception {
        assertAnswered(404, exchange(method, target, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/models/MODEL/deployments/SERVING",
        "DELETE, /v1/loops/checkpoints/TRAINER",
        "GET, /v1/loops/checkpoints",
        "GET, /v1/loops/checkpoints?run_id=RUN&base_model=b",
        "GET, /v1/loops/checkpoints?checkpoint_path=nothing",
        "GET, /v1/loops/runs?scope=all"
    })
    void documentedButUnsupportedRequest_isRefusedAsDocumented(String method, String target) throws Exception {
        assertAnswered(400, exchange(method, target, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_size=0", "page_size=ten", "page_token=-1", "page_token="})
    void aPageThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String query) throws Exception {
        assertRefused(400, exchange("GET", JOB_FILES + "?" + query, ""));
        assertRefused(400, exchange("GET", "/v1/loops/checkpoints/SAMPLER/files?" + query, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{", "{\"project_id\":7}", "{\"job_id\":[]}"})
    void aSearchThatTheDocumentForbidsIsInvalidToTheSimulatorToo(String body) throws Exception {
        assertRefused(400, exchange("POST", "/v1/training_jobs/search", body));
    }

    @Test
    void anAnswerThatIsSpoiltOnTheWayIsFound() throws Exception {
        assertFound(
                "get-model",
                SimulatedFault.editJson(answer -> {
                    answer.remove("production_deployment_id");
                    return answer;
                }),
                "GET",
                "/v1/models/MODEL",
                "",
                "body of the 200 required property 'production_deployment_id' not found");
        assertFound(
                "delete-loops-checkpoint",
                SimulatedFault.editJson(answer -> {
                    answer.put("target", "both");
                    return answer;
                }),
                "DELETE",
                "/v1/loops/checkpoints/SAMPLER",
                "",
                "body of the 200 /target does not have a value in the enumeration [\"sampler\", \"trainer\"]");
        assertFound(
                "list-models",
                SimulatedFault.answer(429, "application/json", "{\"error\":\"Too many\"}"),
                "GET",
                "/v1/models",
                "",
                "body of the 429 required property 'retry_after' not found");
        assertThat(simulator.unconsumedFaults()).isEmpty();
    }
}
