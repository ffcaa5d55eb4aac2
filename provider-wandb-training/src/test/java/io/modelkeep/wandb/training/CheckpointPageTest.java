package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Checkpoint;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.spi.CompactMetrics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page must say to be believed, and what it may leave out. */
class CheckpointPageTest {

    private static final String ROW = "{\"id\": \"u1\", \"step\": 10, \"metrics\": {\"loss\": 0.5}}";

    private static String page(String... rows) {
        return "{\"data\": [" + String.join(", ", rows) + "], \"has_more\": false}";
    }

    private static String row(String fields) {
        return page("{\"id\": \"u1\", \"step\": 10" + fields + "}");
    }

    private static Page<Checkpoint> read(ServerRun run, String body) {
        RunId training = run.given(1);
        run.simulator.injectOnCall("list-checkpoints", 1, SimulatedFault.answer(200, "application/json", body));
        return run.stores.checkpoints().list(training, PageRequest.first());
    }

    static Stream<String> damaged() {
        return Stream.of(
                "{\"has_more\": false}",
                "{\"data\": null, \"has_more\": false}",
                "{\"data\": {}, \"has_more\": false}",
                "{\"data\": \"\", \"has_more\": false}",
                "{\"data\": []}",
                "{\"data\": [], \"has_more\": null}",
                "{\"data\": [], \"has_more\": \"false\"}",
                "{\"data\": [], \"has_more\": 0}",
                "{\"data\": [], \"has_more\": false, \"has_more\": false}",
                "{\"data\": [], \"data\": [], \"has_more\": false}",
                "{\"data\": [], \"has_more\": false, \"first_id\": 5}",
                "{\"data\": [], \"has_more\": false, \"last_id\": []}",
                "{\"data\": [], \"has_more\": false, \"new\": {\"a\": 1, \"a\": 2}}",
                "{\"data\": [], \"has_more\": false} {}",
                page("null"),
                page("[]"),
                page("\"u1\""),
                page("{}"),
                page("{\"step\": 10}"),
                page("{\"id\": null, \"step\": 10}"),
                page("{\"id\": 7, \"step\": 10}"),
                page("{\"id\": \"\", \"step\": 10}"),
                page("{\"id\": \"a/b\", \"step\": 10}"),
                page("{\"id\": \"" + "u".repeat(257) + "\", \"step\": 10}"),
                page("{\"id\": \"u1\"}"),
                page("{\"id\": \"u1\", \"step\": null}"),
                page("{\"id\": \"u1\", \"step\": \"10\"}"),
                page("{\"id\": \"u1\", \"step\": 10.0}"),
                page("{\"id\": \"u1\", \"step\": -1}"),
                page("{\"id\": \"u1\", \"step\": 9223372036854775808}"),
                row(", \"step\": 10"),
                row(", \"id\": \"u1\""),
                row(", \"metrics\": []"),
                row(", \"metrics\": \"\""),
                row(", \"metrics\": 5"),
                row(", \"metrics\": {\"loss\": \"0.5\"}"),
                row(", \"metrics\": {\"loss\": true}"),
                row(", \"metrics\": {\"loss\": {}}"),
                row(", \"metrics\": {\"loss\": [1]}"),
                row(", \"metrics\": {\"loss\": 1, \"loss\": 1}"),
                row(", \"metrics\": {\"loss\": NaN, \"loss\": 1}"),
                row(", \"metrics\": {\"loss\": 1}, \"new\": NaN"),
                page("{\"id\": \"u1\", \"step\": NaN}"),
                row(", \"metrics\": {\"loss\": null, \"loss\": 1}"),
                row(", \"metrics\": {}, \"metrics\": {}"),
                row(", \"new\": [{\"a\": 1, \"a\": 1}]"),
                page(ROW, ROW),
                page(ROW, "{\"id\": \"u2\", \"step\": 10}"),
                page(ROW, "{\"id\": \"u1\", \"step\": 11}"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedPageIsNoPage(String body) {
        try (ServerRun run = ServerRun.start()) {
            assertThatThrownBy(() -> read(run, body)).isInstanceOf(MalformedResponseException.class);
            assertThat(run.seen("list-checkpoints")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", \"metrics\": {\"val/reward\": true} | step 10, field metrics.val/reward: a truth value where a number",
                ", \"metrics\": {\"loss\": \"0.5\"} | step 10, field metrics.loss: a text where a number",
                ", \"metrics\": 5 | step 10, field metrics: a whole number where an object",
                ", \"id\": \"u2\" | step 10, field id: a name comes twice",
                ", \"metrics\": {\"a\": 1, \"b\": [2]} | step 10, field metrics.b: an array where a number",
                ", \"metrics\": {\"a\": 1, \"b\": {}} | step 10, field metrics.b: an object where a number",
                ", \"metrics\": [] | step 10, field metrics: an array where an object",
                ", \"new\": NaN | step 10, field new: not JSON as documented"
            })
    void otherDamageNamesTheStepAndTheField(String fields, String words) {
        try (ServerRun run = ServerRun.start()) {
            assertThatThrownBy(() -> read(run, row(fields))).hasMessageContaining(words);
        }
    }

    @Test
    void damageBeforeTheStepNamesThePlaceOnThePage() {
        try (ServerRun run = ServerRun.start()) {
            assertThatThrownBy(() -> read(run, page(ROW, "{\"id\": 7, \"step\": 11}")))
                    .hasMessageContaining(
                            "checkpoint 2 of the page, field id: a whole number where a text is expected");
            assertThatThrownBy(() -> read(run, page(ROW, "[]")))
                    .hasMessageContaining("checkpoint 2 of the page: an array where an object is expected");
            assertThatThrownBy(() -> read(run, page("{\"step\": 12, \"metrics\": {}}")))
                    .hasMessageContaining("step 12: id or step is missing");
            assertThatThrownBy(() -> read(run, page(ROW, "{\"id\": \"a/b\", \"step\": 11}")))
                    .hasMessageContaining("step 11, field id: ");
        }
    }

    @Test
    void aFieldNamedLikeTheKeyIsNotRepeated() {
        try (ServerRun run = ServerRun.start()) {
            String key = run.simulator.apiKey();
            assertThatThrownBy(() -> read(run, row(", \"metrics\": {\"" + key + "\": true}")))
                    .hasMessageContaining("step 10, field metrics.")
                    .hasMessageNotContaining(key);
        }
    }

    static Stream<String> whole() {
        return Stream.of(
                page(ROW),
                "{\"has_more\": false, \"object\": \"list\", \"data\": [{\"metrics\": {\"loss\": 0.5}, \"step\": 10, \"id\": \"u1\"}]}",
                "{\"data\": [" + ROW + "], \"has_more\": false, \"first_id\": null, \"last_id\": \"u1\"}",
                "{\"data\": [" + ROW + "], \"has_more\": false, \"first_id\": \"u1\", \"last_id\": \"\"}",
                row(", \"metrics\": {\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"loss\": 0.5, \"d\": 1e400}"),
                row(
                        ", \"metrics\": {\"a\": \"NaN\", \"b\": \"-inf\", \"loss\": 0.5, \"c\": \"Infinity\", \"d\": -1e400}"),
                row(
                        ", \"metrics\": {\"none\": null, \"loss\": 5e-1}, \"new\": {\"id\": 1, \"deep\": [{}, [1], null]}"));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void aPageMaySayMoreOrLessAndInAnyOrder(String body) {
        try (ServerRun run = ServerRun.start()) {
            Checkpoint checkpoint = read(run, body).items().get(0);
            assertThat(checkpoint.id().value()).isEqualTo("10");
            assertThat(checkpoint.revision()).contains("u1");
            assertThat(checkpoint.step()).hasValue(10);
            assertThat(checkpoint.metrics()).isEqualTo(Map.of("loss", 0.5));
        }
    }

    @Test
    void eachCheckpointHasItsOwnMetricsWhateverTheOthersHave() {
        String many = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(i -> "\"m" + i + "\": " + i)
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
        List<String> metrics = List.of(
                ", \"metrics\": {\"a\": 1, \"b\": 2.5}",
                ", \"metrics\": {\"a\": 3, \"b\": null}",
                ", \"metrics\": {\"b\": 4, \"a\": 5}",
                "",
                ", \"metrics\": null",
                ", \"metrics\": {}",
                ", \"metrics\": {" + many + "}",
                ", \"metrics\": {\"a\": 6, \"b\": 7}");
        String[] rows = new String[metrics.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "{\"id\": \"u" + i + "\", \"step\": " + i + metrics.get(i) + "}";
        }
        try (ServerRun run = ServerRun.start()) {
            List<Checkpoint> items = read(run, page(rows)).items();
            assertThat(items.get(0).metrics()).isEqualTo(Map.of("a", 1.0, "b", 2.5));
            assertThat(items.get(1).metrics()).isEqualTo(Map.of("a", 3.0));
            assertThat(items.get(2).metrics()).isEqualTo(Map.of("a", 5.0, "b", 4.0));
            assertThat(List.copyOf(items.get(2).metrics().keySet())).containsExactly("b", "a");
            assertThat(items.subList(3, 6))
                    .allSatisfy(none -> assertThat(none.metrics()).isEmpty());
            assertThat(items.get(6).metrics()).hasSize(40).containsEntry("m39", 39.0);
            assertThat(items.get(7).metrics()).isEqualTo(Map.of("a", 6.0, "b", 7.0));
        }
    }

    @Test
    void theNamesOfMetricsAreKeptOncePerPage() {
        try (ServerRun run = ServerRun.start()) {
            List<Checkpoint> items = read(
                            run, page(ROW, "{\"id\": \"u2\", \"step\": 11, \"metrics\": {\"loss\": 0.25}}"))
                    .items();
            assertThat(((CompactMetrics) items.get(0).metrics()).names())
                    .isSameAs(((CompactMetrics) items.get(1).metrics()).names());
        }
    }
}
