package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionPlanTest {

    @TempDir
    private Path folder;

    private final FakeService service = new FakeService().withCheckpoints(250);

    @Test
    @DisplayName("a plan is shown with its counts and the way on, is written for its owner alone, and deletes nothing")
    void table() throws IOException {
        Path plan = folder.resolve("plan.json");

        Run run = plan("t1", "--keep-last", "3", "-f", plan.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
                        ID  SEEN  KEEP  DELETE
                        t1  250   3     247

                        Nothing was deleted. To see each decision: modelkeep retention explain %1$s
                        To apply the plan: modelkeep retention apply %1$s
                        """.formatted(plan));
        assertThat(service.deleted).isEmpty();
        assertThat(RetentionPlan.read(plan).totals().deleted()).isEqualTo(247);
        if (Files.getFileStore(plan).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plan)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("without a file the plan is only shown")
    void shownOnly() {
        Run run = plan("t1", "--keep-last", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .endsWith(
                        "Nothing was deleted. To save the plan, so that it can be explained and applied, add: -f plan.json\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("json says of what service and account, by which policy, each training and the total")
    void json() throws IOException {
        Path plan = folder.resolve("plan.json");

        JsonNode document = JsonMapper.builder()
                .build()
                .readTree(plan("-o", "json", "t1", "t2", "--keep-last=3", "--protect", "7", "-f", plan.toString())
                        .out());

        assertThat(document.path("provider").asText()).isEqualTo("fake");
        assertThat(document.path("origin").asText()).isEqualTo("https://fake.example");
        assertThat(document.path("policy")).extracting(JsonNode::asText).containsExactly("keep-last=3", "protect=7");
        assertThat(document.path("digest").asText())
                .isEqualTo(RetentionPlan.read(plan).digest());
        assertThat(document.path("parts"))
                .extracting(part -> part.path("id").asText())
                .containsExactly("t1", "t2");
        assertThat(document.path("parts").path(0).path("kept").asLong()).isEqualTo(4);
        assertThat(document.path("totals").path("seen").asLong()).isEqualTo(500);
        assertThat(document.path("totals").path("deleted").asLong()).isEqualTo(492);
    }

    @Test
    @DisplayName("jsonl is a training a line")
    void jsonLines() throws IOException {
        Run run = plan("-o", "jsonl", "t1", "t2", "--keep-last", "3");

        assertThat(run.out()).hasLineCount(2);
        for (String line : run.out().lines().toList()) {
            assertThat(JsonMapper.builder()
                            .build()
                            .readTree(line)
                            .path("deleted")
                            .asLong())
                    .isEqualTo(247);
        }
    }

    @Test
    @DisplayName("every rule and setting has an option of the same name, and all of them are one policy")
    void options() throws IOException {
        Path plan = folder.resolve("plan.json");

        Run run = plan(
                "t1",
                "--keep-last=3",
                "--keep-best=val/reward:max:2",
                "--keep-best",
                "train/reward:min",
                "--keep-every=100:closest",
                "--keep=120,240",
                "--protect=7",
                "--metric=val/loss",
                "--missing-metric=keep",
                "--max-deletions=1000",
                "--max-delete-fraction=0.99",
                "-f",
                plan.toString());

        // The second metric is on no checkpoint: that is refused, by its name.
        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasLineCount(1).contains("train/reward", "val/reward");
        assertThat(plan).doesNotExist();

        service.checkpoint = step -> Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .step(step)
                .metrics(Map.of("val/reward", step / 1000.0, "train/reward", step / 500.0))
                .build();
        assertThat(plan(
                                "t1",
                                "--keep-last=3",
                                "--keep-best=val/reward:max:2",
                                "--keep-best",
                                "train/reward:min",
                                "--keep-every=100:closest",
                                "--keep=120,240",
                                "--protect=7",
                                "--metric=val/loss",
                                "--max-deletions=1000",
                                "--max-delete-fraction=0.99",
                                "-f",
                                plan.toString())
                        .code())
                .isZero();
        assertThat(RetentionPlan.read(plan).policy())
                .containsExactlyInAnyOrder(
                        "keep=120,240",
                        "keep-best=train/reward:min",
                        "keep-best=val/reward:max:2",
                        "keep-every=100:closest",
                        "keep-last=3",
                        "max-delete-fraction=0.99",
                        "max-deletions=1000",
                        "metric=val/loss",
                        "protect=7");
    }

    @Test
    @DisplayName("a policy can come from a file, and options add to it")
    void policyFile() throws IOException {
        Path policy =
                Files.writeString(folder.resolve("policy"), "# nightly\nkeep-last = 3\n\nprotect=7 # the baseline\n");
        Path plan = folder.resolve("plan.json");

        assertThat(plan("t1", "--policy", policy.toString(), "-f", plan.toString())
                        .code())
                .isZero();
        assertThat(RetentionPlan.read(plan).policy()).containsExactly("keep-last=3", "protect=7");

        assertThat(plan("t1", "--policy", policy.toString(), "--keep-every", "100", "-f", plan.toString())
                        .code())
                .isZero();
        assertThat(RetentionPlan.read(plan).policy()).containsExactly("keep-every=100", "keep-last=3", "protect=7");

        Run run = plan("t1", "--policy", policy.toString(), "--protect", "a;b");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("protect=a;b", "give all of them as options");
    }

    @Test
    @DisplayName("what cannot be planned does not stop the rest, is told, and makes the code 3")
    void oneFails() {
        service.beforePage = new Runnable() {
            private boolean first = true;

            @Override
            public synchronized void run() {
                if (first) {
                    first = false;
                    throw new NotFoundException(ErrorDetails.of("no such training"));
                }
            }
        };

        Run run = plan("t1", "t2", "--keep-last", "3", "--concurrency", "1");

        assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(run.out()).contains("NotFoundException", "total");
        assertThat(run.err()).hasLineCount(1).contains("run t1 is not planned", "no such training");
    }

    @Test
    @DisplayName("a name to keep or to protect that is not there is refused; one that need not be there is noted")
    void notes() {
        Run kept = plan("t1", "--keep-last", "3", "--keep-if-present", "9999");
        Run absent = plan("t1", "--keep-last", "3", "--keep", "9999");
        Run garbled = plan("t1", "--keep-last", "3", "--keep", "gr\uFFFDe-10");
        Run misspelt = plan("t1", "--keep-last", "3", "--protect", "9999");

        assertThat(kept.code()).isZero();
        assertThat(kept.err()).hasLineCount(1).contains("run t1", "9999");
        assertThat(absent.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(absent.err()).hasLineCount(1).contains("keep=9999", "correct the name", "keep-if-present");
        assertThat(garbled.code()).isEqualTo(ExitCode.USAGE);
        assertThat(garbled.err()).hasLineCount(1).contains("argument 7", "UTF-8");
        assertThat(misspelt.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(misspelt.err()).hasLineCount(1).contains("protect=9999", "correct the name");
    }

    @Test
    @DisplayName("all trainings can be asked for, where the provider lists them")
    void all() {
        service.trainings = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> TrainingRun.builder(new RunId("t" + number)).build())
                .toList();

        assertThat(plan("-o", "jsonl", "--all", "--keep-last", "3").out()).hasLineCount(3);

        service.trainings = List.of();
        Run none = plan("--all", "--keep-last", "3");
        assertThat(none.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(none.err()).contains("there is nothing to plan for");
    }

    @Test
    @DisplayName("of all trainings those are left out, and counted, whose checkpoints the provider does not delete")
    void allThatCanBeDeleted() {
        service.trainings = List.of(
                TrainingRun.builder(new RunId("t1")).build(),
                TrainingRun.builder(new RunId("t2")).build());
        service.capabilities.remove(Capability.CHECKPOINT_DELETE);

        Run run = plan("--all", "--keep-last", "3");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).contains("left out 2 runs");
    }

    @Test
    @DisplayName("versions of a model are planned by their age")
    void versions() throws IOException {
        service.versions = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> ModelVersion.builder(new VersionId("v" + number), new ModelId("m1"))
                        .number(number)
                        .createdAt(Instant.parse("2026-01-0" + number + "T00:00:00Z"))
                        .build())
                .toList();
        Path plan = folder.resolve("plan.json");

        Run run = plan("--versions", "m1", "--keep-last", "2", "-f", plan.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("m1  5     2     3");
        assertThat(Run.on(service)
                        .command("retention", "explain", plan.toString(), "--deleted", "-o", "jsonl")
                        .out())
                .hasLineCount(3)
                .contains("\"model\":\"m1\",\"id\":\"v3\"")
                .doesNotContain("v4", "v5");
    }

    private Run plan(String... args) {
        List<String> all = new ArrayList<>(List.of("retention", "plan"));
        all.addAll(Arrays.asList(args));
        return Run.on(service).command(all.toArray(String[]::new));
    }
}
