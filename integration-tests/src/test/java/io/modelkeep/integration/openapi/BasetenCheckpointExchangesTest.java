package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.UnknownRun;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the adapter asks about trainings and checkpoints and the simulator answers, both keep to the published document. */
class BasetenCheckpointExchangesTest extends BasetenExchanges {

    private static final String BASE_MODEL = "Qwen/Qwen3-8B";

    private String project = "";

    private RunId run(int checkpoints) {
        String run = simulator.addRun(BASE_MODEL);
        simulator.addLoopsCheckpoints(run, checkpoints);
        return new RunId("loops:" + run);
    }

    private RunId job(int checkpoints) {
        project = simulator.addProject("project");
        String job = simulator.addJob(project);
        simulator.addJobCheckpoints(job, checkpoints);
        return new RunId("job:" + project + ":" + job);
    }

    private static String last(RunId training) {
        return training.value().substring(training.value().lastIndexOf(':') + 1);
    }

    private List<CheckpointId> checkpoints(RunId run) {
        return simulator.loopsCheckpoints(last(run)).stream()
                .map(saved -> new CheckpointId(saved.id()))
                .toList();
    }

    @Test
    void theAdapterUsesAllOperationsButThoseItHasNoUseFor() {
        ModelId model = new ModelId(simulator.addModel("agent"));
        VersionId deployment =
                new VersionId(simulator.addDeployments(model.value(), 1).get(0));
        assertThat(stores.models().stream()).hasSize(1);
        assertThat(stores.models().streamVersions(model)).hasSize(2);
        assertThat(stores.models().deleteVersions(model, List.of(deployment)).complete())
                .isTrue();
        try (ModelkeepClient team = openWith(Map.of("baseten.team", simulator.addTeam("another team")))) {
            assertThat(team.models().stream()).isEmpty();
            assertThat(team.checkpoints().streamRuns()).isEmpty();
        }
        assertThat(stores.models().delete(model, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.DELETED);
        RunId job = job(1);
        RunId run = run(1);
        assertThat(stores.checkpoints().streamRuns()).hasSize(2);
        assertThat(stores.checkpoints().stream(job)).hasSize(1);
        assertThat(stores.checkpoints().stream(run)).hasSize(1);
        simulator.addFile(last(job), "checkpoint-1/file", 1);
        assertThat(stores.checkpoints().streamFiles(job, new CheckpointId("checkpoint-1")))
                .hasSize(1);
        CheckpointId checkpoint = checkpoints(run).get(0);
        simulator.addFile(checkpoint.value(), "file", 1);
        assertThat(stores.checkpoints().streamFiles(run, checkpoint)).hasSize(1);
        assertThat(stores.checkpoints().delete(run, List.of(checkpoint)).complete())
                .isTrue();
        assertThat(stores.checkpoints().stream(run)).isEmpty();
        try (ModelkeepClient fresh = openOn(simulator)) {
            simulator.inject("get-model", ambiguous());
            assertThatThrownBy(() -> fresh.models().get(model)).isInstanceOf(NotFoundException.class);
        }
        assertUsesAllBut(UNUSED);
    }

    @Test
    void theRunsOfATeamAreListed() {
        run(0);
        String ofTeam = simulator.addRun("another team", BASE_MODEL);
        try (ModelkeepClient team = openWith(Map.of("baseten.team", simulator.addTeam("another team")))) {
            assertThat(team.checkpoints().streamRuns())
                    .extracting(TrainingRun::id)
                    .containsExactly(new RunId("loops:" + ofTeam));
        }
        assertThat(used()).containsExactly("listTeamRuns", "searchJobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "org"})
    void trainingsAreListed(String scope) {
        job(0);
        simulator.addJob(project, "TRAINING_JOB_RUNNING");
        run(0);
        simulator.addRunOfAnotherUser(BASE_MODEL);
        try (ModelkeepClient scoped = openWith(Map.of("baseten.scope", scope))) {
            assertThat(scoped.checkpoints().streamRuns()).hasSize(scope.equals("own") ? 3 : 4);
        }
        assertThat(used()).containsExactly("listRuns", "searchJobs");
    }

    @Test
    void checkpointsOfAllKindsAreListed() {
        RunId job = job(3);
        simulator.addJobCheckpoint(last(job), "final", "whisper", 0);
        RunId run = run(3);
        simulator.addLoopsCheckpoint(last(run), "step-1", "trainer", Long.MAX_VALUE);
        assertThat(stores.checkpoints().stream(job)).hasSize(4);
        assertThat(stores.checkpoints().stream(run)).hasSize(4);
        assertThat(stores.checkpoints().latest(run)).isPresent();
        assertThat(statuses()).containsOnly(200);
    }

    @Test
    void missingParent_hasNoList() {
        BasetenSimulator silent =
                BasetenSimulator.builder().unknownRun(UnknownRun.EMPTY).start();
        RunId nothing = new RunId("loops:nothing");
        try (silent;
                ModelkeepClient opened = openOn(silent)) {
            assertThatThrownBy(() -> opened.checkpoints().list(nothing, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
        assertFits(silent);
        for (RunId absent : List.of(nothing, new RunId("job:nothing:nothing"))) {
            assertThatThrownBy(() -> stores.checkpoints().list(absent, PageRequest.first()))
                    .isInstanceOf(NotFoundException.class);
        }
        // One list of teams proves that this is the service.
        assertThat(statuses()).containsExactly(404, 200, 404);
    }

    @Test
    void checkpointsAreDeletedAndThoseInUseKept() {
        RunId run = run(20);
        List<CheckpointId> checkpoints = checkpoints(run);
        simulator.markInUse(checkpoints.get(0).value(), "deployed");
        assertThat(stores.checkpoints().delete(run, checkpoints.subList(0, 19)).summary())
                .isEqualTo(Map.of(DeleteOutcome.DELETED, 18, DeleteOutcome.REFUSED, 1));
        assertThat(stores.checkpoints()
                        .delete(run, List.of(checkpoints.get(1), new CheckpointId("nothing")))
                        .complete())
                .isTrue();
        assertThat(checkpoints(run)).containsExactly(checkpoints.get(0), checkpoints.get(19));
        assertThat(statuses()).contains(200, 400);
    }

    @Test
    void aDeletionIsCompleteAlthoughAnswersAreLostOnTheWay() {
        RunId run = run(5);
        simulator.inject("delete-loops-checkpoint", SimulatedFault.disconnect().applied());
        simulator.injectOnCall("delete-loops-checkpoint", 2, SimulatedFault.disconnect());
        assertThat(stores.checkpoints().delete(run, checkpoints(run)).complete())
                .isTrue();
        assertThat(statuses()).contains(0, 200);
    }

    @Test
    void filesAreListedInPagesAndDownloaded(@TempDir Path directory) {
        RunId job = job(2);
        RunId run = run(1);
        CheckpointId sampler = checkpoints(run).get(0);
        List<String> names = List.of("config.json", "rank-0/adapter.safetensors", "rank-1/adapter.safetensors");
        names.forEach(name -> {
            simulator.addFile(sampler.value(), name, 100);
            simulator.addFile(last(job), "checkpoint-1/" + name, 100);
            simulator.addFile(last(job), "checkpoint-2/" + name, 100);
        });
        CheckpointId first = new CheckpointId("checkpoint-1");
        for (int size : List.of(1, 2, 1000)) {
            PageRequest page = PageRequest.first().withSize(size);
            assertThat(paths(run, sampler, page)).containsExactlyInAnyOrderElementsOf(names);
            assertThat(paths(job, first, page)).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(stores.checkpoints().download(run, sampler, directory.resolve("run")))
                .hasSize(3);
        assertThat(stores.checkpoints().download(job, first, directory.resolve("job")))
                .hasSize(3);
        assertThat(used()).containsExactly("listJobFiles", "listLoopsFiles");
    }

    private List<String> paths(RunId training, CheckpointId checkpoint, PageRequest first) {
        List<String> paths = new ArrayList<>();
        Page<CheckpointFile> page = stores.checkpoints().listFiles(training, checkpoint, first);
        page.items().forEach(file -> paths.add(file.path()));
        while (page.nextToken().isPresent()) {
            PageRequest next = first.withToken(page.nextToken().get());
            page = stores.checkpoints().listFiles(training, checkpoint, next);
            page.items().forEach(file -> paths.add(file.path()));
        }
        return paths;
    }

    @Test
    void aWrongKeyIsRefusedByEachOperation() {
        RunId run = run(1);
        RunId job = job(1);
        CheckpointId checkpoint = checkpoints(run).get(0);
        try (ModelkeepClient strangers = openWith(Map.of("baseten.api-key", "a-wrong.key"))) {
            for (RunId training : List.of(run, job)) {
                assertThatThrownBy(() -> strangers.checkpoints().list(training, PageRequest.first()))
                        .isInstanceOf(AuthenticationException.class);
                assertThatThrownBy(() -> strangers.checkpoints().listFiles(training, checkpoint, PageRequest.first()))
                        .isInstanceOf(AuthenticationException.class);
            }
            assertThatThrownBy(() -> strangers.checkpoints().listRuns(PageRequest.first()))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(strangers.checkpoints().delete(run, List.of(checkpoint)).abortCause())
                    .containsInstanceOf(AuthenticationException.class);
        }
        assertThat(statuses()).containsOnly(401).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anErrorThatPassesIsOutlivedByEachOperation(int status) {
        RunId run = run(2);
        RunId job = job(1);
        List<CheckpointId> checkpoints = checkpoints(run);
        List<String> operations = List.of(
                "list-runs",
                "search-jobs",
                "list-loops-checkpoints",
                "list-job-checkpoints",
                "list-loops-files",
                "list-job-files",
                "delete-loops-checkpoint");
        simulator.addFile(checkpoints.get(0).value(), "file", 1);
        simulator.addFile(last(job), "checkpoint-1/file", 1);
        operations.forEach(operation -> simulator.inject(operation, error(status)));
        assertThat(stores.checkpoints().streamRuns()).hasSize(2);
        assertThat(stores.checkpoints().stream(run)).hasSize(2);
        assertThat(stores.checkpoints().stream(job)).hasSize(1);
        assertThat(stores.checkpoints().streamFiles(run, checkpoints.get(0))).hasSize(1);
        assertThat(stores.checkpoints().streamFiles(job, new CheckpointId("checkpoint-1")))
                .hasSize(1);
        assertThat(stores.checkpoints().delete(run, checkpoints).complete()).isTrue();
        assertThat(statuses()).filteredOn(seen -> seen == status).hasSize(operations.size());
    }
}
