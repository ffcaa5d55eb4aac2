package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionInputTest {

    @TempDir
    private Path folder;

    private final FakeService service = new FakeService().withCheckpoints(5);
    private Path plan;

    @BeforeEach
    void planned() {
        plan = folder.resolve("plan.json");
        assertThat(Run.on(service)
                        .command("retention", "plan", "t1", "--keep-last", "2", "-f", plan.toString())
                        .code())
                .isZero();
        service.pages.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plan t1 --keep-last 0 | keep-last",
                "plan t1 --keep-last -1 | keep-last",
                "plan t1 --keep-last three | keep-last",
                "plan t1 --keep-best val/reward | keep-best",
                "plan t1 --keep-best val/reward:top | keep-best",
                "plan t1 --keep-best val/reward:max:0 | keep-best",
                "plan t1 --keep-every 0 | keep-every",
                "plan t1 --keep-within soon | keep-within",
                "plan t1 --keep-within 30m | keep-within",
                "plan t1 --keep-last 3 --missing-metric drop | missing-metric",
                "plan t1 --keep-last 3 --max-deletions 0 | max-deletions",
                "plan t1 --keep-last 3 --max-delete-fraction 2 | max-delete-fraction",
                "plan t1 --keep-last 3 --max-deletions 5 --max-deletions 6 | max-deletions",
                "plan t1 --protect 7 | keep-last",
                "plan t1 | keep-last",
                "plan t1 --keep-lats 3 | did you mean --keep-last?",
                "plan t1 --keep-last 3 --concurrency 0 | between 1 and 64",
                "plan t1 --keep-last 3 -f {folder}/none/plan.json | there is no directory for",
                "plan t1 --keep-last 3 -f {folder} | not a file to write to",
                "plan t1 --policy {folder}/none | the policy {folder}/none cannot be read: there is no such file",
                "plan t1 --policy {folder} | the policy {folder} cannot be read: it is a directory",
                "plan t1 --policy {folder}/rules | did you mean keep-last=3?",
                "plan t1 --policy {folder}/rules --keep-last 2 | did you mean keep-last=3?",
                "plan --keep-last 3 | or --all",
                "plan --all t1 --keep-last 3 | either ids or --all",
                "explain {folder}/none | the plan {folder}/none cannot be read: there is no such file",
                "explain {folder} | it is a directory",
                "apply {folder}/none --yes | there is no such file",
                "apply {plan} --yes --policy {folder}/none | the policy {folder}/none cannot be read",
                "verify {plan} {folder}/none | the audit {folder}/none cannot be read",
                "verify {plan} | the audit {plan}.audit.jsonl cannot be read",
                "report {plan} | Missing required option: '--file=FILE'",
                "report {plan} -f {folder}/none/report.html | there is no directory for",
                "report {plan} -f {folder}/report.html --audit {folder}/none | the audit {folder}/none cannot be read",
                "report {folder}/none -f {folder}/report.html | the plan {folder}/none cannot be read",
                "explain {plan} -s provider=fake | neither -c nor -s",
                "verify {plan} -s provider=fake | neither -c nor -s"
            })
    @DisplayName("what is wrongly asked for is 2, on one line with what is wrong, before any request")
    void refused(String line, String told) throws IOException {
        Files.writeString(folder.resolve("rules"), "kep-last=3\n");

        Run run = run(line);

        assertThat(run.err()).hasLineCount(1).contains(filled(told));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(service.pages).isEmpty();
        assertThat(service.deleted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan t1 --keep-best val/rewrad:max | val/rewrad | val/reward",
                "plan t1 --keep-within 30d | keep-within=30d | the time",
                "plan t1 --keep-last 1 --max-deletions 3 | max-deletions=3 | 4",
                "plan t1 --keep-last 1 --max-delete-fraction 0.5 | max-delete-fraction=0.5 | 4",
                "plan t1 --keep-best val/reward:max --missing-metric fail | val/reward | 3"
            })
    @DisplayName("a policy that cannot be kept to is 7, with its rule and what there is, and no plan is written")
    void notPlanned(String line, String rule, String remedy) {
        service.checkpoint = step -> step == 3
                ? Checkpoint.builder(new CheckpointId("3"))
                        .step(3L)
                        .itemState(ItemState.READY)
                        .build()
                : FakeService.checkpoint(step);
        Path refused = folder.resolve("refused.json");

        Run run = run(line + " -f " + refused);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasLineCount(1).contains(rule, remedy);
        assertThat(refused).doesNotExist();
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("a plan that was changed, cut or is none is 7, and nothing is deleted")
    void damaged() throws IOException {
        String text = Files.readString(plan);
        for (String damage :
                List.of("", "{}", "keep-last=3", text.substring(0, 40), text.replace("\"t1\"", "\"t2\""))) {
            Files.writeString(plan, damage);
            for (String command : List.of("explain {plan}", "apply {plan} --yes")) {
                Run run = run(command);

                assertThat(run.code()).as(command + " of " + damage).isEqualTo(ExitCode.REFUSED);
                assertThat(run.err()).hasLineCount(1);
                assertThat(run.out()).isEmpty();
            }
        }
        assertThat(service.pages).isEmpty();
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("a plan that cannot be written is 8, and the one that was there stays")
    void unwritable() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), plan);
        String before = Files.readString(plan);

        Run run = run("plan t1 --keep-last 1 -f " + link);

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).hasLineCount(1).contains("cannot be written to " + link, "choose another with -f");
        assertThat(Files.readString(plan)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(link, plan);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan t1 --keep-last 1 -f {folder}/kept",
                "report {plan} -f {folder}/kept",
                "report {plan} -f {plan}"
            })
    @DisplayName("a file that holds something else is not replaced")
    void foreignFile(String line) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "keep-last=3\n");
        String before = Files.readString(plan);

        Run run = run(line);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("exists and is not a ", "name another file");
        assertThat(kept).hasContent("keep-last=3\n");
        assertThat(Files.readString(plan)).isEqualTo(before);
    }

    private Run run(String line) {
        return Run.on(service).command(("retention " + filled(line)).split(" "));
    }

    private String filled(String text) {
        return text.replace("{folder}", folder.toString()).replace("{plan}", plan.toString());
    }
}
