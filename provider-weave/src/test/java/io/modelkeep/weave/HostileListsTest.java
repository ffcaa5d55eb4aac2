package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to the object query that cannot be believed: each is an error, and never a list, a model or its absence. */
class HostileListsTest {

    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private static SimulatedFault answer(int status, String body) {
        return SimulatedFault.answer(status, body.startsWith("<") ? "text/html" : "application/json", body);
    }

    /** What no list may answer. */
    static Stream<Named<SimulatedFault>> damages() {
        return Stream.of(
                named("out of order", Rows.edited(Collections::reverse)),
                named("a row twice", Rows.edited(rows -> rows.set(2, rows.get(1)))),
                named("no digest", Rows.withFirst("digest", null)),
                named("without digest", Rows.edited(rows -> rows.get(0).remove("digest"))),
                named("an alias for a digest", Rows.withLast("digest", "latest")),
                named("a number for a digest", Rows.withLast("digest", 7)),
                named("no id", Rows.withFirst("object_id", null)),
                named("an id that is a path", Rows.withFirst("object_id", "../x")),
                named("a row that is deleted", Rows.withFirst("deleted_at", "2026-01-01T00:00:00Z")),
                named("without a class", Rows.edited(rows -> rows.get(0).remove("base_object_class"))),
                named("a row that is none", Rows.edited(rows -> rows.set(0, null))),
                named("no rows", SimulatedFault.editJson(answer -> Map.of("objs", "none"))),
                named("no list", SimulatedFault.editJson(answer -> Map.of())),
                named("null", answer(200, "null")),
                named("HTML", answer(200, "<html>log in</html>")),
                named("202", answer(202, "{\"objs\":[]}")),
                named("a 404 in HTML", answer(404, "<html>not here</html>")),
                named("a router's 404", answer(404, "{\"detail\":\"Not Found\"}")),
                named("a cluster's 404", answer(404, "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"code\":404}")));
    }

    /** What no list of models, or of a model's versions, may answer. */
    static Stream<Named<SimulatedFault>> strangers() {
        return Stream.of(
                named("a dataset", Rows.withLast("base_object_class", "Dataset")),
                named("something of no class", Rows.withLast("base_object_class", null)),
                named("an op", Rows.withLast("kind", "op")),
                named("more than was asked for", Rows.edited(rows -> {
                    for (int i = 100; i < 300; i++) {
                        rows.add(TiedServer.row("a", "d".repeat(40) + i, LATER));
                    }
                })));
    }

    private static void with(SimulatedFault lie, String operation, Consumer<WeaveRun> check) {
        try (WeaveRun run = WeaveRun.start()) {
            run.given("a", 3);
            run.given("b", 1);
            run.given("c", 1);
            run.simulator.inject(operation, lie);
            check.accept(run);
            assertThat(run.simulator.unconsumedFaults()).isEmpty();
            assertThat(run.simulator.exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource({"damages", "strangers"})
    void inAListOfModels(SimulatedFault lie) {
        with(
                lie,
                "list-models",
                run -> assertThatThrownBy(() -> run.stores.models().list(PageRequest.first()))
                        .isInstanceOf(MalformedResponseException.class));
    }

    @ParameterizedTest
    @MethodSource({"damages", "strangers"})
    void inAListOfVersions(SimulatedFault lie) {
        with(
                lie,
                "list-versions",
                run -> assertThatThrownBy(() -> run.stores.models().listVersions(new ModelId("a"), PageRequest.first()))
                        .isInstanceOf(MalformedResponseException.class));
    }

    /** Another kind of object is what this list may show, and is a refusal. */
    @ParameterizedTest
    @MethodSource("damages")
    void beforeAModelIsDeleted(SimulatedFault lie) {
        with(lie, "list-versions", run -> {
            ModelDeletion deletion = run.deleteAll(new ModelId("a"));
            assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.NOT_ATTEMPTED);
            assertThat(deletion.cause()).containsInstanceOf(MalformedResponseException.class);
            assertThat(run.digests(new ModelId("a"))).hasSize(3);
        });
    }

    static Stream<Named<SimulatedFault>> newest() {
        return Stream.of(
                // As a server does that does not know latest_only.
                named("two", Rows.edited(rows -> rows.add(0, TiedServer.row("a", "d".repeat(43), Instant.EPOCH)))),
                named("of another object", Rows.withFirst("object_id", "b")),
                named("of another project", Rows.withFirst("project_id", "my-team/other")),
                named("without a time", Rows.withFirst("created_at", null)),
                named("with a time that is none", Rows.withFirst("created_at", "yesterday")),
                named("without a digest", Rows.withFirst("digest", "")));
    }

    @ParameterizedTest
    @MethodSource("newest")
    void aboutTheNewestVersion(SimulatedFault lie) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given("a", 3);
            run.inject("get-model", 2, lie);
            assertThatThrownBy(() -> run.stores.models().get(model)).isInstanceOf(MalformedResponseException.class);
            assertThat(run.delete(model, run.digests(model)).summary())
                    .isEqualTo(Map.of(DeleteOutcome.NOT_ATTEMPTED, 3));
            assertThat(run.requests("delete-versions")).isEmpty();
        }
    }

    /** Two versions of one model, as rows of one page or of two. */
    @ParameterizedTest
    @CsvSource({"10", "1"})
    void aListOfAllVersionsWhereOnlyTheNewestAreWanted(int size) {
        try (WeaveRun run = WeaveRun.start()) {
            run.given("a", 1);
            run.given("b", 1);
            run.inject("list-models", 1, Rows.edited(rows -> rows.set(1, TiedServer.row("a", "d".repeat(43), LATER))));
            assertThatThrownBy(
                            () -> run.stores.models().stream(PageRequest.first().withSize(size))
                                    .toList())
                    .isInstanceOf(MalformedResponseException.class);
        }
    }
}
