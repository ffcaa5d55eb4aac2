package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Order;
import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointListTest {

    private final FakeService service = new FakeService().withCheckpoints(250);

    @Test
    @DisplayName("jsonl prints one object a line with the model's field names, and nothing else")
    void jsonLines() {
        Run run = Run.on(service.withCheckpoints(2)).command("-o", "jsonl", "checkpoints", "list", "t1");

        assertThat(run.out()).isEqualTo("""
                        {"id":"1","revision":"r1","step":1,"metrics":{"val/reward":0.91},"itemState":"READY"}
                        {"id":"2","revision":"r2","step":2,"metrics":{"val/reward":0.91},"itemState":"READY"}
                        """);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    @DisplayName("json prints one array")
    void json() {
        Run run = Run.on(service.withCheckpoints(2)).command("-o", "json", "checkpoints", "list", "t1");

        assertThat(run.out()).isEqualTo("""
                        [
                        {"id":"1","revision":"r1","step":1,"metrics":{"val/reward":0.91},"itemState":"READY"},
                        {"id":"2","revision":"r2","step":2,"metrics":{"val/reward":0.91},"itemState":"READY"}
                        ]
                        """);
    }

    @Test
    @DisplayName("an empty list is an empty array, no line, and no table")
    void empty() {
        FakeService none = service.withCheckpoints(0);

        assertThat(Run.on(none)
                        .command("-o", "json", "checkpoints", "list", "t1")
                        .out())
                .isEqualTo("[]\n");
        assertThat(Run.on(none)
                        .command("-o", "jsonl", "checkpoints", "list", "t1")
                        .out())
                .isEmpty();
        assertThat(Run.on(none).command("checkpoints", "list", "t1").out()).isEmpty();
    }

    @Test
    @DisplayName("a table has one header, aligned columns and only those that hold something")
    void table() {
        Run run = Run.on(service.withCheckpoints(101)).command("checkpoints", "list", "t1");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(102);
        assertThat(lines.get(0)).isEqualTo("ID   STEP  REVISION  METRICS");
        assertThat(lines.get(1)).isEqualTo("1    1     r1        val/reward=0.91");
        assertThat(lines.get(101)).isEqualTo("101  101   r101      val/reward=0.91");
    }

    @Test
    @DisplayName("a page that is wider, or fills another column, stands below a header of its own")
    void tableOfUnequalPages() {
        service.checkpoint = step -> step <= 100
                ? FakeService.checkpoint(step)
                : Checkpoint.builder(new CheckpointId("job:" + step))
                        .state("SYNCED")
                        .build();

        Run run = Run.on(service.withCheckpoints(250)).command("checkpoints", "list", "t1");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(252);
        assertThat(lines.subList(100, 103))
                .containsExactly(
                        "100  100   r100      val/reward=0.91",
                        "ID       STEP  REVISION  STATE   METRICS",
                        "job:101                  SYNCED");
        assertThat(lines.get(251)).isEqualTo("job:250                  SYNCED");
    }

    @Test
    @DisplayName("a table cannot be made to drive the terminal")
    void tableIsSafe() {
        service.checkpoint = step -> Checkpoint.builder(new CheckpointId("1"))
                .name("\u001b[2Jgone\nID  forged")
                .build();

        Run run = Run.on(service.withCheckpoints(1)).command("checkpoints", "list", "t1");

        assertThat(run.out()).doesNotContain("\u001b").hasLineCount(2);
    }

    @Test
    @DisplayName("pages are as large as the provider allows, in ascending order")
    void pagesAndOrder() {
        Run run = Run.on(service).command("-o", "jsonl", "checkpoints", "list", "t1");

        assertThat(run.out().lines()).hasSize(250);
        assertThat(service.pages)
                .containsExactly(
                        PageRequest.first(),
                        PageRequest.first().withToken("100"),
                        PageRequest.first().withToken("200"));
        assertThat(service.orders).containsExactly(Order.ASCENDING);
    }

    @Test
    @DisplayName("no order is asked of a provider that has none")
    void unorderedProvider() {
        service.capabilities = EnumSet.of(Capability.CHECKPOINT_LIST);

        Run run = Run.on(service.withCheckpoints(1)).command("checkpoints", "list", "t1");

        assertThat(run.code()).isZero();
        assertThat(service.pages).containsExactly(PageRequest.first());
        assertThat(service.orders).isEmpty();
    }

    @Test
    @DisplayName("--limit 5 is one request for five")
    void smallLimit() {
        Run run =
                Run.on(service).command("-o", "jsonl", "checkpoints", "list", "t1", "--order", "desc", "--limit", "5");

        assertThat(run.out().lines()).hasSize(5).first().asString().startsWith("{\"id\":\"250\"");
        assertThat(service.pages).containsExactly(PageRequest.first().withSize(5));
        assertThat(service.orders).containsExactly(Order.DESCENDING);
    }

    @Test
    @DisplayName("--limit is the total printed, and the last page is asked for what is missing")
    void limitAcrossPages() {
        Run run = Run.on(service).command("-o", "json", "checkpoints", "list", "t1", "--limit", "150");

        assertThat(run.out().lines()).hasSize(152);
        assertThat(service.pages).extracting(page -> page.size().orElse(0)).containsExactly(150, 50);
    }

    @Test
    @DisplayName("a page is printed before the next one has come")
    void streams() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service.beforePage = () -> {
            while (out.toString(StandardCharsets.UTF_8).lines().count() < 100L * service.pages.size()) {
                Thread.onSpinWait();
            }
        };

        Run run = Run.on(service).writingTo(out).command("-o", "jsonl", "checkpoints", "list", "t1");

        assertThat(run.code()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(250);
    }

    @Test
    @DisplayName("a page that fails leaves what was printed, an open array and a code that says so")
    void failsMidway() {
        failOnPage(2);

        Run run = Run.on(service).command("-o", "json", "checkpoints", "list", "t1");

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.out()).startsWith("[\n{\"id\":\"1\"").doesNotContain("]");
        assertThat(run.out().lines()).hasSize(101);
        assertThat(run.err()).isEqualTo("modelkeep: fake: the service is away; retry later\n");
    }

    @Test
    @DisplayName("a first page that fails prints nothing on standard output")
    void failsAtOnce() {
        failOnPage(1);

        assertThat(Run.on(service)
                        .command("-o", "json", "checkpoints", "list", "t1")
                        .out())
                .isEmpty();
    }

    @Test
    @DisplayName("once nobody reads, no page is asked for but the one on its way, and it ends quietly")
    void closedOutput() {
        Run run = Run.on(service.withCheckpoints(100_000))
                .writingTo(failing("Broken pipe"))
                .command("-o", "jsonl", "checkpoints", "list", "t1");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(service.pages).hasSizeBetween(1, 2);
    }

    @Test
    @DisplayName("a full disk is no reader who went away")
    void fullDisk() {
        Run run = Run.on(service)
                .writingTo(failing("No space left on device"))
                .command("-o", "jsonl", "checkpoints", "list", "t1");

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).contains("No space left on device");
    }

    @Test
    @DisplayName("latest prints one object for one request")
    void latest() {
        Run run = Run.on(service).command("-o", "json", "checkpoints", "latest", "t1");

        assertThat(run.out()).isEqualTo("""
                        {"id":"250","revision":"r250","step":250,"metrics":{"val/reward":0.91},"itemState":"READY"}
                        """);
        assertThat(service.pages).hasSize(1);
    }

    @Test
    @DisplayName("the latest of none is not found")
    void latestOfNone() {
        Run run = Run.on(service.withCheckpoints(0)).command("-o", "json", "checkpoints", "latest", "t1");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("t1 has no checkpoint");
    }

    private void failOnPage(int number) {
        service.beforePage = () -> {
            if (service.pages.size() == number - 1) {
                throw new UnavailableException(
                        ErrorDetails.of("the service is away").provider("fake"));
            }
        };
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl"})
    @DisplayName("JSON holds no character that a terminal obeys or does not show, and loses none")
    void invisibleInJson(String format) throws IOException {
        String name = "\u009b2J\u202e\u2066\u200b\udb40\udc41\u3164\u007f ü\ud83d\ude00\u2028";
        service.withCheckpoints(1).checkpoint =
                step -> Checkpoint.builder(new CheckpointId("1")).name(name).build();

        Run run = Run.on(service).command(format, List.of("checkpoints", "list", "t1"));

        assertThat(run.out())
                .contains("\\u009b2J\\u202e\\u2066\\u200b\\udb40\\udc41\\u3164\\u007f ü\ud83d\ude00\\u2028")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u3164\\u2028&&[^\n]]");
        JsonNode read = new ObjectMapper().readTree(run.out());
        assertThat((read.isArray() ? read.get(0) : read).get("name").asText()).isEqualTo(name);
    }

    @Test
    @DisplayName("a name of fillers alone is blank in a table")
    void fillersInTable() {
        service.withCheckpoints(1).checkpoint = step ->
                Checkpoint.builder(new CheckpointId("1")).name("a\u3164\uffa0b").build();

        assertThat(Run.on(service).command("checkpoints", "list", "t1").out())
                .contains("a  b")
                .doesNotContain("\u3164");
    }
}
