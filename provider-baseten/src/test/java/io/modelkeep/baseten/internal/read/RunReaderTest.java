package io.modelkeep.baseten.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.Model;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.TrainingRun;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.Connection;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs and jobs as trainings, and what the service says of their checkpoints. */
class RunReaderTest {

    private static final String JSON = "application/json";

    private final Connection baseten = new Connection();

    @AfterEach
    void close() {
        baseten.close();
    }

    private Page<TrainingRun> trainings(PageRequest page) {
        return baseten.stores.checkpoints().listRuns(page);
    }

    private void answer(String operation, String body) {
        baseten.simulator.inject(operation, SimulatedFault.answer(200, JSON, body));
    }

    private Checkpoint loopsCheckpoint(String run) {
        return baseten.stores.checkpoints().stream(Connection.run(run)).toList().get(0);
    }

    @Test
    void runsComeFirstAndJobsOnTheNextPage() {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project, "TRAINING_JOB_DREAMING");
        Page<TrainingRun> runs = trainings(PageRequest.first().withSize(1));
        Page<TrainingRun> jobs =
                trainings(PageRequest.first().withToken(runs.nextToken().orElseThrow()));
        assertThat(runs.items()).singleElement().satisfies(training -> {
            assertThat(training.id()).isEqualTo(Connection.run(run));
            assertThat(training.state()).contains("ACTIVE");
            assertThat(training.createdAt()).isPresent();
            assertThat(training.attributes())
                    .containsEntry(Model.BASE_MODEL, "Qwen/Qwen3-8B")
                    .containsKey(BasetenAttributes.USER);
        });
        assertThat(jobs.nextToken()).isEmpty();
        assertThat(jobs.items()).singleElement().satisfies(training -> {
            assertThat(training.id()).isEqualTo(Connection.job(project, job));
            assertThat(training.state()).contains("TRAINING_JOB_DREAMING");
            assertThat(training.attributes()).containsEntry(Model.PROJECT, "tuning");
        });
    }

    @Test
    void withoutRunsTheFirstPageIsTheJobs() {
        assertThat(trainings(PageRequest.first()).items()).isEmpty();
        assertThat(trainings(PageRequest.first()).nextToken()).isEmpty();
        baseten.simulator.addJob(baseten.simulator.addProject("tuning"));
        assertThat(trainings(PageRequest.first()).items()).hasSize(1);
    }

    @Test
    void trainingsNeedNoMoreThanTheirIds() {
        answer("list-runs", "{\"runs\":[{\"id\":\"r1\",\"status\":{\"name\":\"NAPPING\"},\"user\":null}]}");
        answer("search-jobs", "{\"training_jobs\":[{\"id\":\"j1\",\"training_project_id\":\"p1\"}]}");
        List<TrainingRun> all = baseten.stores.checkpoints().streamRuns().toList();
        assertThat(all).extracting(TrainingRun::id).containsExactly(Connection.run("r1"), Connection.job("p1", "j1"));
        assertThat(all.get(0).state()).contains("NAPPING");
        assertThat(all.get(1).state()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"runs\":[{\"id\":\"r1\"},{\"id\":\"r1\"}]}",
                "{\"runs\":[{\"id\":\"r:1\"}]}",
                "{\"runs\":[{}]}",
                "{}"
            })
    void invalidRuns_areMalformed(String body) {
        answer("list-runs", body);
        assertThatThrownBy(() -> trainings(PageRequest.first())).isInstanceOf(MalformedResponseException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"training_jobs\":[{\"id\":\"j1\"}]}",
                "{\"training_jobs\":[{\"id\":\"j1\",\"training_project_id\":\"p:1\"}]}",
                "{\"training_jobs\":[{\"id\":\"j1\",\"training_project_id\":\"p\"},"
                        + "{\"id\":\"j1\",\"training_project_id\":\"p\"}]}"
            })
    void invalidJobs_areMalformed(String body) {
        answer("search-jobs", body);
        assertThatThrownBy(() -> trainings(PageRequest.first())).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void ordersAndForeignTokensAreRefusedBeforeAnyRequest() {
        PageRequest first = PageRequest.first();
        assertThatThrownBy(() -> trainings(first.withToken("1"))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> baseten.stores.checkpoints().list(Connection.run("r1"), Order.ASCENDING, first))
                .isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> baseten.stores.checkpoints().list(Connection.run("r1"), first.withToken("1")))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(baseten.asked()).isEmpty();
    }

    @Test
    void loopsCheckpoint_hasTheReportedProperties() {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String id = baseten.simulator.addLoopsCheckpoint(run, "global_step_7", "dreamer", 42);
        Checkpoint checkpoint = loopsCheckpoint(run);
        assertThat(checkpoint.id().value()).isEqualTo(id);
        assertThat(checkpoint.name()).contains("global_step_7");
        assertThat(checkpoint.step()).hasValue(7);
        assertThat(checkpoint.sizeBytes()).hasValue(42);
        assertThat(checkpoint.createdAt()).isPresent();
        assertThat(checkpoint.state()).isPresent();
        assertThat(checkpoint.metrics()).isEmpty();
        assertThat(checkpoint.attributes())
                .containsEntry(BasetenAttributes.TARGET, "dreamer")
                .containsKeys(BasetenAttributes.CHECKPOINT_TYPE, Model.BASE_MODEL);
    }

    @Test
    void aCheckpointOfAnOlderServerSaysLess() {
        try (Connection older =
                new Connection(BasetenSimulator.builder().withoutNewerFields().start())) {
            String run = older.simulator.addRun("Qwen/Qwen3-8B");
            older.simulator.addLoopsCheckpoint(run, "a", "sampler", 42);
            assertThat(older.stores.checkpoints().stream(Connection.run(run)))
                    .singleElement()
                    .satisfies(checkpoint ->
                            assertThat(checkpoint.attributes()).doesNotContainKey(BasetenAttributes.TARGET));
        }
    }

    @Test
    void checkpoint_hasExactlyTheReportedProperties() {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        answer(
                "list-loops-checkpoints",
                ("{\"checkpoints\":[{\"id\":\"c1\",\"run_id\":\"RUN\",\"created_at\":\"2026-08-22T10:00:00+02:00\","
                                + "\"lora_adapter_config\":{\"r\":16},\"sync_status\":\"SYNCING\"},"
                                + "{\"id\":\"c2\",\"run_id\":\"RUN\",\"created_at\":\"yesterday\","
                                + "\"lora_adapter_config\":null}]}")
                        .replace("RUN", run));
        List<Checkpoint> checkpoints =
                baseten.stores.checkpoints().stream(Connection.run(run)).toList();
        assertThat(checkpoints.get(0).createdAt()).contains(Instant.parse("2026-08-22T08:00:00Z"));
        assertThat(checkpoints.get(0).state()).contains("SYNCING");
        assertThat(checkpoints.get(0).attributes())
                .isEqualTo(Map.of(BasetenAttributes.LORA_ADAPTER_CONFIG, "{\"r\":16}"));
        assertThat(checkpoints.get(1).createdAt()).isEmpty();
        assertThat(checkpoints.get(1).name()).isEmpty();
        assertThat(checkpoints.get(1).sizeBytes()).isEmpty();
        assertThat(checkpoints.get(1).attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"checkpoints\":[{\"id\":\"c1\",\"run_id\":\"RUN\"},{\"id\":\"c1\",\"run_id\":\"RUN\"}]}",
                "{\"checkpoints\":[{\"id\":\"step-100\",\"run_id\":\"RUN\"}]}",
                "{\"checkpoints\":[{\"id\":\"c1\",\"run_id\":\"another\"}]}",
                "{\"checkpoints\":[{\"id\":\"c1\",\"size_bytes\":-1,\"run_id\":\"RUN\"}]}",
                "{\"checkpoints\":[{\"checkpoint_id\":\"c1\",\"run_id\":\"RUN\"}]}",
                "{\"checkpoints\":[{\"id\":\"c1\"}]}",
                "{\"checkpoints\":[{\"id\":\"c1\",\"run_id\":null}]}"
            })
    void invalidCheckpoints_areMalformed(String body) {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        answer("list-loops-checkpoints", body.replace("RUN", run));
        assertThatThrownBy(() -> loopsCheckpoint(run)).isInstanceOf(MalformedResponseException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list-loops-checkpoints | {\"checkpoints\":[{\"id\":\"c1\",\"run_id\":\"RUN\"},{\"id\":\"vL3p-QrS8\"}]}",
                "list-runs              | {\"runs\":[{\"id\":\"r1\"},{\"id\":\"vL3p:QrS8\"}]}",
                "search-jobs            | {\"training_jobs\":[{\"id\":\"j1\",\"training_project_id\":\"vL3p:QrS8\"}]}",
                "list-models            | {\"models\":[{\"id\":\"vL3p:QrS8\",\"name\":\"x\"}]}",
                "list-deployments       | {\"deployments\":[{\"id\":\"vL3p:QrS8\"}]}",
                "list-models            | {\"models\":[{\"id\":\"vL3pQrS8\",\"name\":\"x\"},{\"id\":\"vL3pQrS8\",\"name\":\"y\"}]}"
            })
    void anIdThatCannotBeIsNamed(String operation, String body) {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String model = baseten.simulator.addModel("agent");
        answer(operation, body.replace("RUN", run));
        assertThatThrownBy(() -> all(model, run))
                .isInstanceOf(MalformedResponseException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).containsPattern("\"vL3p[-:]?QrS8\""));
    }

    private List<Object> all(String model, String run) {
        List<Object> all = new ArrayList<>(baseten.stores.models().stream().toList());
        all.addAll(
                baseten.stores.models().streamVersions(Connection.model(model)).toList());
        all.addAll(baseten.stores.checkpoints().streamRuns().toList());
        all.add(loopsCheckpoint(run));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "step-100,100",
        "step_100,100",
        "step100,100",
        "Step-0007,7",
        "global_step_100,100",
        "global-step-100,100",
        "step-0,0",
        "checkpoint-100,",
        "ckpt-001,",
        "step-100-best,",
        "my-step-100,",
        "step-,",
        "step--1,",
        "step-1.5,",
        "100,",
        "step-9999999999999999999,"
    })
    void aStepIsReadOnlyWhereTheNameSaysItPlainly(String name, Long step) {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        baseten.simulator.addLoopsCheckpoint(run, name, "sampler", 1);
        OptionalLong expected = step == null ? OptionalLong.empty() : OptionalLong.of(step);
        assertThat(loopsCheckpoint(run).step()).isEqualTo(expected);
    }

    @Test
    void theLatestIsTheHighestStepWhereAllHaveOneAndElseTheNewest() {
        String run = baseten.simulator.addRun("Qwen/Qwen3-8B");
        String high = baseten.simulator.addLoopsCheckpoint(run, "step-20", "sampler", 1);
        baseten.simulator.addLoopsCheckpoint(run, "step-10", "sampler", 1);
        assertThat(baseten.stores
                        .checkpoints()
                        .latest(Connection.run(run))
                        .orElseThrow()
                        .id()
                        .value())
                .isEqualTo(high);
        String newest = baseten.simulator.addLoopsCheckpoint(run, "best", "sampler", 1);
        assertThat(baseten.stores
                        .checkpoints()
                        .latest(Connection.run(run))
                        .orElseThrow()
                        .id()
                        .value())
                .isEqualTo(newest);
    }

    @Test
    void aCheckpointOfAJobHasItsNameForAnId() {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        baseten.simulator.addJobCheckpoint(job, "checkpoint-24", "LoRA", 42);
        assertThat(baseten.stores.checkpoints().stream(Connection.job(project, job)))
                .singleElement()
                .satisfies(checkpoint -> {
                    assertThat(checkpoint.id().value()).isEqualTo("checkpoint-24");
                    assertThat(checkpoint.name()).contains("checkpoint-24");
                    assertThat(checkpoint.step()).isEmpty();
                    assertThat(checkpoint.sizeBytes()).hasValue(42);
                    assertThat(checkpoint.attributes()).containsEntry(BasetenAttributes.CHECKPOINT_TYPE, "LoRA");
                });
        assertThatThrownBy(() -> baseten.stores.checkpoints().stream(Connection.job(project, "absent1"))
                        .toList())
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"training_job\":{\"id\":\"another\"},\"checkpoints\":[]}",
                "{\"training_job\":{\"training_project_id\":\"another\"},\"checkpoints\":[]}",
                "{\"checkpoints\":[{\"checkpoint_id\":\"a\",\"training_job_id\":\"another\"}]}",
                "{\"checkpoints\":[{\"checkpoint_id\":\"a\"},{\"checkpoint_id\":\"a\"}]}",
                "{\"checkpoints\":[{\"checkpoint_id\":\".\"}]}",
                "{\"checkpoints\":[{}]}"
            })
    void invalidCheckpointsOfAJob_areMalformed(String body) {
        String project = baseten.simulator.addProject("tuning");
        String job = baseten.simulator.addJob(project);
        answer("list-job-checkpoints", body);
        assertThatThrownBy(() -> baseten.stores.checkpoints().stream(Connection.job(project, job))
                        .toList())
                .isInstanceOf(MalformedResponseException.class);
    }
}
