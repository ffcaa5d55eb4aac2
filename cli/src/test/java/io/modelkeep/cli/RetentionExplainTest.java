package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionExplainTest {

    @TempDir
    private Path folder;

    private final FakeService service = new FakeService().withCheckpoints(5);
    private Path plan;

    @BeforeEach
    void planned() {
        plan = folder.resolve("plan.json");
        Run run = Run.on(service)
                .command(
                        "retention",
                        "plan",
                        "t1",
                        "--keep-last",
                        "2",
                        "--protect",
                        "1",
                        "--metric",
                        "val/reward",
                        "-f",
                        plan.toString());
        assertThat(run.code()).isZero();
    }

    @Test
    @DisplayName("each item is shown with its reasons, the latest first, without a service or a configuration")
    void table() {
        Run run = explain();

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
                        OF  ID  STEP  METRICS          DECISION  REASONS
                        t1  5   5     val/reward=0.91  keep      latest, keep-last=2
                        t1  4   4     val/reward=0.91  keep      keep-last=2
                        t1  3   3     val/reward=0.91  delete
                        t1  2   2     val/reward=0.91  delete
                        t1  1   1     val/reward=0.91  keep      protect
                        """);
    }

    @Test
    @DisplayName("what is kept, what is deleted and single items can be asked for")
    void filters() {
        assertThat(explain("--kept", "-o", "jsonl").out()).hasLineCount(3).doesNotContain("\"delete\"");
        assertThat(explain("--deleted", "-o", "jsonl").out()).hasLineCount(2).doesNotContain("\"keep\"");
        assertThat(explain("-o", "jsonl", "2", "4").out()).hasLineCount(2);
        assertThat(explain("-o", "json", "--deleted", "5").out()).isEqualTo("[]\n");
    }

    @Test
    @DisplayName("an item that the plan does not hold is 4")
    void unknownItem() {
        Run run = explain("2", "99");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.out()).hasLineCount(2);
        assertThat(run.err()).hasLineCount(1).contains("holds no 99");
    }

    @Test
    @DisplayName("json is an array of the same items")
    void json() throws IOException {
        JsonNode items =
                JsonMapper.builder().build().readTree(explain("-o", "json").out());

        assertThat(items).hasSize(5);
        assertThat(items.path(0).path("run").asText()).isEqualTo("t1");
        assertThat(items.path(0).path("step").asLong()).isEqualTo(5);
        assertThat(items.path(0).path("decision").asText()).isEqualTo("keep");
        assertThat(items.path(0).path("reasons")).extracting(JsonNode::asText).contains("keep-last=2", "latest");
        assertThat(items.path(2).path("decision").asText()).isEqualTo("delete");
        assertThat(items.path(2).path("reasons")).isEmpty();
        assertThat(items.path(2).path("metrics").path("val/reward").asDouble()).isEqualTo(0.91);
    }

    private Run explain(String... more) {
        List<String> args = new ArrayList<>(List.of("retention", "explain", plan.toString()));
        args.addAll(Arrays.asList(more));
        return Run.on(service).withoutEnvironment().command(args.toArray(String[]::new));
    }
}
