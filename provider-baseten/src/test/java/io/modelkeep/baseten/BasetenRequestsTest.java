package io.modelkeep.baseten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.Model;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.TrainingRun;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests on the wire are those that the API references publish. */
class BasetenRequestsTest {

    private final BasetenSimulator simulator = BasetenSimulator.start();
    private final Connection baseten = new Connection(simulator);

    @AfterEach
    void close() {
        baseten.close();
    }

    private RecordedExchange only() {
        assertThat(simulator.exchanges()).hasSize(1);
        return simulator.exchanges().get(0);
    }

    @Test
    void theKeyStandsBehindApiKeyUnlessBearerIsAskedFor() {
        baseten.stores.models().list(PageRequest.first());
        assertThat(only().headers().get("Authorization")).containsExactly("Api-Key " + simulator.apiKey());
        simulator.clearExchanges();
        baseten.open(Map.of("baseten.auth-scheme", "bearer")).models().list(PageRequest.first());
        assertThat(only().headers().get("Authorization")).containsExactly("Bearer " + simulator.apiKey());
    }

    @Test
    void listingModelsIsOnePlainRequest() {
        simulator.addModel("one");
        simulator.addModel("two");
        assertThat(baseten.stores.models().stream()).extracting(Model::name).containsExactlyInAnyOrder("one", "two");
        assertThat(baseten.asked()).containsExactly("GET /v1/models");
        assertThat(only().bodyText()).isEmpty();
    }

    @Test
    void aSizeIsOnlyAWish() {
        simulator.addModel("one");
        simulator.addModel("two");
        assertThat(baseten.stores.models().list(PageRequest.first().withSize(1)).items())
                .hasSize(2);
        assertThat(baseten.asked()).containsExactly("GET /v1/models");
    }

    @Test
    void aNameIsAFilter() {
        simulator.addModel("one");
        simulator.addModel("two");
        assertThat(baseten.stores.models().streamByName("two", PageRequest.first()))
                .extracting(Model::name)
                .containsExactly("two");
        assertThat(baseten.asked()).containsExactly("GET /v1/models?name=two");
    }

    @Test
    void aTeamHasListsOfItsOwn() {
        String team = simulator.addTeam("research");
        simulator.addModel("research", "theirs");
        simulator.addModel("ours");
        ModelkeepClient ofTeam = baseten.open(Map.of("baseten.team", team));
        assertThat(ofTeam.models().stream()).extracting(Model::name).containsExactly("theirs");
        assertThat(ofTeam.models().streamByName("ours", PageRequest.first())).isEmpty();
        assertThat(baseten.asked())
                .containsExactly("GET /v1/teams/" + team + "/models", "GET /v1/teams/" + team + "/models?name=ours");
    }

    /** What the scope would add to a team's list is not published, and it may be other teams' runs. */
    @Test
    void theRunsOfATeamAreAskedForWithoutAScope() {
        simulator.addRun("Qwen/Qwen3-8B");
        String run = simulator.addRun("research", "Qwen/Qwen3-8B");
        simulator.addRunOfAnotherUser("research", "Qwen/Qwen3-8B");
        String job = simulator.addJob(simulator.addProject("tuning"));
        String team = simulator.addTeam("research");
        ModelkeepClient ofTeam = baseten.open(Map.of("baseten.team", team, "baseten.scope", "org"));
        assertThat(ofTeam.checkpoints().streamRuns())
                .extracting(training -> training.id().value())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("loops:" + run),
                        second -> assertThat(second).startsWith("job:").endsWith(":" + job));
        assertThat(baseten.asked())
                .containsExactly("GET /v1/teams/" + team + "/loops/runs", "POST /v1/training_jobs/search");
    }

    @Test
    void runsOfAMissingTeam_areNotFound() {
        ModelkeepClient ofTeam = baseten.open(Map.of("baseten.team", "nope"));
        assertThatThrownBy(() -> ofTeam.checkpoints().listRuns(PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        assertThat(baseten.asked()).containsExactly("GET /v1/teams/nope/loops/runs", "GET /v1/teams");
    }

    @Test
    void aTeamThatIsNoIdIsAMatterOfTheConfiguration() {
        Map<String, String> config = new HashMap<>(Connection.config(simulator));
        config.put("baseten.team", "../models");
        assertThatThrownBy(() -> ModelkeepClient.open(config)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void deletingAModelReadsItFirst() {
        String model = simulator.addModel("old");
        assertThat(baseten.stores
                        .models()
                        .delete(Connection.model(model), DeleteMode.FORCE)
                        .outcome()
                        .isAbsent())
                .isTrue();
        assertThat(baseten.asked()).containsExactly("GET /v1/models/" + model, "DELETE /v1/models/" + model);
        assertThat(simulator.exchanges()).extracting(RecordedExchange::bodyText).containsOnly("");
    }

    @Test
    void deploymentsAreListedAndDeletedBelowTheirModel() {
        String model = simulator.addModel("m");
        String deployment = simulator.addDeployments(model, 1).get(0);
        assertThat(baseten.stores.models().streamVersions(Connection.model(model)))
                .hasSize(2);
        baseten.stores
                .models()
                .deleteVersions(Connection.model(model), Connection.versions(List.of(deployment)), DeleteMode.FORCE)
                .orThrow();
        assertThat(baseten.asked())
                .containsExactly(
                        "GET /v1/models/" + model + "/deployments",
                        "DELETE /v1/models/" + model + "/deployments/" + deployment);
        assertThat(simulator.exchanges()).extracting(RecordedExchange::bodyText).containsOnly("");
    }

    @Test
    void trainingsAreRunsAndThenASearchForJobs() {
        simulator.addRun("Qwen/Qwen3-8B");
        simulator.addJob(simulator.addProject("tuning"));
        assertThat(baseten.stores.checkpoints().streamRuns()).hasSize(2);
        assertThat(baseten.asked()).containsExactly("GET /v1/loops/runs", "POST /v1/training_jobs/search");
        assertThat(simulator.exchanges().get(1).bodyText()).isEqualTo("{}");
    }

    @Test
    void loopsCheckpointsAreListedByRunAndDeletedById() {
        String run = simulator.addRun("Qwen/Qwen3-8B");
        String id = simulator.addLoopsCheckpoint(run, "step-100", "sampler", 7);
        baseten.stores
                .checkpoints()
                .delete(Connection.run(run), List.of(new CheckpointId(id)))
                .orThrow();
        assertThat(baseten.asked())
                .containsExactly("GET /v1/loops/checkpoints?run_id=" + run, "DELETE /v1/loops/checkpoints/" + id);
    }

    @Test
    void filesAreListedFromAnOffset() {
        String run = simulator.addRun("Qwen/Qwen3-8B");
        String id = simulator.addLoopsCheckpoint(run, "step-100", "sampler", 7);
        for (int i = 0; i < 5; i++) {
            simulator.addFile(id, "part-" + i, 1);
        }
        PageRequest two = PageRequest.first().withSize(2);
        assertThat(FilesTest.walk(baseten, Connection.run(run), id, two)).hasSize(5);
        String path = "GET /v1/loops/checkpoints/" + id + "/files";
        assertThat(baseten.asked())
                .containsExactly(
                        path + "?page_size=2&page_token=0",
                        path + "?page_size=2&page_token=2",
                        path + "?page_size=2&page_token=4");
    }

    @Test
    void theCheckpointsAndFilesOfAJobAreThoseOfItsProject() {
        String project = simulator.addProject("tuning");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoint(job, "checkpoint-1", "lora", 3);
        simulator.addFile(job, "checkpoint-1/a", 3);
        assertThat(baseten.stores.checkpoints().stream(Connection.job(project, job)))
                .hasSize(1);
        assertThat(baseten.stores
                        .checkpoints()
                        .streamFiles(Connection.job(project, job), new CheckpointId("checkpoint-1")))
                .hasSize(1);
        String path = "GET /v1/training_projects/" + project + "/jobs/" + job;
        assertThat(baseten.asked())
                .containsExactly(path + "/checkpoints", path + "/checkpoint_files?page_size=1000&page_token=0");
    }

    @Test
    void theBaseUrlIsTakenWithAndWithoutItsVersion() {
        String bare = simulator.baseUrl().toString();
        for (String url : List.of(bare, bare + "/", bare + "/v1", bare + "/v1/")) {
            ModelkeepClient other = baseten.open(Map.of("baseten.base-url", url));
            assertThat(other.models().list(PageRequest.first()).items()).isEmpty();
        }
        assertThat(baseten.asked()).hasSize(4).containsOnly("GET /v1/models");
    }

    @Test
    void theScopeOfRunsIsTheKeysOwnUnlessAKeyChoosesTheOrganisation() {
        String own = simulator.addRun("Qwen/Qwen3-8B");
        String other = simulator.addRunOfAnotherUser("Qwen/Qwen3-8B");
        assertThat(baseten.stores.checkpoints().streamRuns())
                .extracting(TrainingRun::id)
                .containsExactly(Connection.run(own));
        assertThat(baseten.open(Map.of("baseten.scope", "org")).checkpoints().streamRuns())
                .extracting(TrainingRun::id)
                .containsExactlyInAnyOrder(Connection.run(own), Connection.run(other));
        assertThat(baseten.asked())
                .containsExactly(
                        "GET /v1/loops/runs",
                        "POST /v1/training_jobs/search",
                        "GET /v1/loops/runs?scope=org",
                        "POST /v1/training_jobs/search");
    }
}
