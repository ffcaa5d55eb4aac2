package io.modelkeep.weave.internal.delete;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static io.modelkeep.weave.WeaveRun.UNKNOWN_DIGEST;
import static io.modelkeep.weave.WeaveRun.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.weave.Form;
import io.modelkeep.weave.WeaveRun;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that leave it open what became of versions, and how a list of the model's versions settles it. */
class VersionSettlingTest {

    private static SimulatedFault json(String body) {
        return SimulatedFault.answer(200, "application/json", body);
    }

    private static SimulatedFault answer(int status, String body) {
        return SimulatedFault.answer(status, "application/json", body);
    }

    private static StoreException cause(DeleteReport<VersionId> report, int index) {
        return report.results().get(index).cause().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void lostAnswer_isRepeated_andTheListDecides(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(3);
            String digest = run.digests(model).get(1);
            run.simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
            assertThat(outcomes(run.delete(model, digest))).isEqualTo(Map.of(digest, PRESUMED_DELETED));
            assertThat(run.operations())
                    .containsExactly(
                            "get-model",
                            "delete-versions",
                            "delete-versions",
                            "list-versions",
                            // Only where a further request finds nothing, the list has ended.
                            "list-versions");
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aRequestThatWasLostIsRepeated(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(3);
            String digest = run.digests(model).get(1);
            run.simulator.inject("delete-versions", SimulatedFault.disconnect());
            assertThat(outcomes(run.delete(model, digest))).isEqualTo(Map.of(digest, DELETED));
            assertThat(run.operations()).containsExactly("get-model", "delete-versions", "delete-versions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void deletionThatAlwaysFails_mayHaveBeenCarriedOut(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject(
                    "delete-versions", SimulatedFault.status(status).applied());
            run.inject("delete-versions", 2, SimulatedFault.status(status));
            assertThat(outcomes(run.delete(model, all.get(0)))).isEqualTo(Map.of(all.get(0), PRESUMED_DELETED));
            run.inject("delete-versions", 3, SimulatedFault.status(status));
            DeleteReport<VersionId> report = run.delete(model, all.get(1));
            assertThat(outcomes(report)).isEqualTo(Map.of(all.get(1), UNKNOWN));
            assertThat(cause(report, 0))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasCauseInstanceOf(UnavailableException.class);
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.requests("delete-versions")).hasSize(6);
            assertThat(run.requests("list-versions")).hasSize(3);
            assertThat(run.digests(model)).containsExactly(all.get(1), all.get(2));
        }
    }

    /** The service itself says that it failed, and its work has ended with that. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void listedItem_afterTheServicesOwnError_isFailed(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.inject("delete-versions", 3, answer(status, "{\"reason\":\"Internal server error\"}"));
            DeleteReport<VersionId> report = run.delete(model, all.get(1));
            assertThat(outcomes(report)).isEqualTo(Map.of(all.get(1), FAILED));
            assertThat(cause(report, 0)).isInstanceOf(UnavailableException.class);
            assertThat(run.requests("list-versions")).hasSize(1);
            assertThat(run.digests(model)).isEqualTo(all);
        }
    }

    @Test
    void withOneAttemptNothingIsRepeatedAndTheListIsReadAllTheSame() {
        try (WeaveRun run = new WeaveRun(WeaveSimulator.builder(), Form.OBJECT_ROUTE, Map.of("max-attempts", "1"))) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", SimulatedFault.status(500).applied());
            assertThat(outcomes(run.delete(model, all.get(0)))).isEqualTo(Map.of(all.get(0), PRESUMED_DELETED));
            run.simulator.inject("delete-versions", SimulatedFault.status(500));
            assertThat(outcomes(run.delete(model, all.get(1)))).isEqualTo(Map.of(all.get(1), UNKNOWN));
            assertThat(run.requests("delete-versions")).hasSize(2);
        }
    }

    @Test
    void unansweredAndListedStep_isUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            String digest = run.digests(model).get(0);
            run.inject("delete-versions", 3, SimulatedFault.disconnect());
            DeleteReport<VersionId> report = run.delete(model, digest);
            assertThat(outcomes(report)).isEqualTo(Map.of(digest, UNKNOWN));
            assertThat(cause(report, 0)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(cause(report, 0).retryable()).isFalse();
        }
    }

    /** The lost attempt deleted all but the unknown one or nothing; only a list can tell, and it takes no guess. */
    @Test
    void aCutOffAttemptIsRememberedForEachOfItsBatch() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", SimulatedFault.status(503));
            DeleteReport<VersionId> report = run.delete(model, all.get(0), UNKNOWN_DIGEST);
            assertThat(outcomes(report)).isEqualTo(Map.of(all.get(0), DELETED, UNKNOWN_DIGEST, PRESUMED_DELETED));
        }
    }

    @Test
    void aRefusalAfterACutOffAttemptLeavesOpenWhetherTheFirstIsStillProcessed() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            SimulatedFault refusal = SimulatedFault.answer(409, "application/json", "{\"reason\":\"in use\"}");
            run.simulator.inject("delete-versions", SimulatedFault.disconnect());
            run.simulator.inject("delete-versions", refusal);
            assertThat(outcomes(run.delete(model, all.get(0)))).isEqualTo(Map.of(all.get(0), UNKNOWN));
            run.simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
            run.simulator.inject("delete-versions", refusal);
            assertThat(outcomes(run.delete(model, all.get(1)))).isEqualTo(Map.of(all.get(1), PRESUMED_DELETED));
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(400, "{\"reason\":\"Please delete 100 or fewer objects at a time.\"}"),
                Arguments.of(422, "{\"reason\":\"Invalid object name\"}"),
                Arguments.of(
                        422, "{\"detail\":[{\"loc\":[\"body\",\"digests\",0],\"msg\":\"wrong\",\"type\":\"x\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsReadAndNotRepeatedAndStopsNoOtherBatch(int status, String body) {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(150);
            run.simulator.inject("delete-versions", SimulatedFault.answer(status, "application/json", body));
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.summary()).isEqualTo(Map.of(REFUSED, 100, DELETED, 50));
            assertThat(cause(report, 0)).isInstanceOf(InvalidRequestException.class);
            assertThat(run.operations())
                    .containsExactly("get-model", "delete-versions", "delete-versions", "list-versions");
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalOfOneVersionIsBelieved(int status, String body) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.simulator.inject("delete-versions", answer(status, body));
            assertThat(run.delete(model, run.digests(model).get(0)).summary()).isEqualTo(Map.of(REFUSED, 1));
            assertThat(run.operations()).containsExactly("get-model", "delete-versions");
        }
    }

    /** Success, and a body that says less than was asked for or nothing: read, never believed, never repeated. */
    static Stream<Named<SimulatedFault>> unusable() {
        return Stream.of(
                named("none", json("{\"num_deleted\":0}")),
                named("one too few", json("{\"num_deleted\":1}")),
                named("other names than the number", json("{\"num_deleted\":2,\"deleted_versions\":[]}")),
                named("a float", json("{\"num_deleted\":2.0}")),
                named("a text", json("{\"num_deleted\":\"2\"}")),
                named("null", json("{\"num_deleted\":null}")),
                named("not there", json("{}")),
                named("twice", json("{\"num_deleted\":2,\"num_deleted\":2}")),
                named("a version that is none", json("{\"num_deleted\":2,\"deleted_versions\":[null]}")),
                named("a version without digest", json("{\"num_deleted\":2,\"deleted_versions\":[{}]}")),
                named("text behind", json("{\"num_deleted\":2} and more")),
                named("no JSON", json("")),
                named("HTML", SimulatedFault.answer(200, "text/html", "<html>log in</html>")),
                named("no content", SimulatedFault.answer(204, "application/json", "")),
                named("a redirect", SimulatedFault.redirect(303, URI.create("https://example.org/"))));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void anAnswerThatDoesNotFitIsSettledByTheList(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(5);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", fault.applied());
            assertThat(run.delete(model, all.subList(0, 2)).summary()).isEqualTo(Map.of(PRESUMED_DELETED, 2));
            run.simulator.clearExchanges();
            run.simulator.inject("delete-versions", fault);
            DeleteReport<VersionId> report = run.delete(model, all.subList(2, 4));
            assertThat(report.summary().keySet()).isSubsetOf(REFUSED, FAILED).hasSize(1);
            assertThat(cause(report, 0)).isInstanceOf(MalformedResponseException.class);
            assertThat(report.abortCause()).isEmpty();
            // After a success, one list that still has them may lag behind.
            assertThat(run.operations())
                    .startsWith("get-model", "delete-versions", "list-versions")
                    .hasSizeLessThanOrEqualTo(4);
            assertThat(run.digests(model)).isEqualTo(all.subList(2, 5));
        }
    }

    @Test
    void aCountThatIsTooSmallIsARefusalOfWhatIsStillThere() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", json("{\"num_deleted\":1}"));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    run.forget(model, all.get(0));
                }
            });
            assertThat(outcomes(run.delete(model, all.get(0), all.get(1))))
                    .isEqualTo(Map.of(all.get(0), PRESUMED_DELETED, all.get(1), REFUSED));
        }
    }

    /** A 404 that is not the service's own says nothing of versions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>not found</html>",
                "{\"detail\":\"Not Found\"}",
                "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"code\":404}",
                "{\"reason\":\"\"}",
                "{\"reason\":[\"not found\"]}",
                "{\"reason\":null}",
                "[\"not found\"]",
                "\"not found\"",
                "{\"error\":{\"reason\":\"not found\"}}",
            })
    void aForeign404IsNotBelieved(String body) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            String digest = run.digests(model).get(0);
            run.simulator.inject("delete-versions", SimulatedFault.answer(404, "application/json", body));
            DeleteReport<VersionId> report = run.delete(model, digest, UNKNOWN_DIGEST);
            assertThat(outcomes(report)).isEqualTo(Map.of(digest, FAILED, UNKNOWN_DIGEST, PRESUMED_DELETED));
            assertThat(cause(report, 0)).isInstanceOf(MalformedResponseException.class);
            assertThat(run.requests("delete-versions")).hasSize(1);
            assertThat(run.digests(model)).hasSize(2);
        }
    }

    /** The service says that it found none of them, and lists them: what is there is sent again, and then deleted. */
    @Test
    void a404OfTheServicesOwnIsCheckedAgainstTheList() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject(
                    "delete-versions",
                    SimulatedFault.answer(
                            404,
                            "application/json",
                            "{\"reason\":\"x was deleted\",\"deleted_at\":\"2026-01-01T00:00:00Z\",\"error_code\":\"N\"}"));
            assertThat(outcomes(run.delete(model, all.get(0), UNKNOWN_DIGEST)))
                    .isEqualTo(Map.of(all.get(0), DELETED, UNKNOWN_DIGEST, ALREADY_ABSENT));
        }
    }

    @Test
    void unreadVersion_isUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.inject("list-versions", 3, SimulatedFault.status(503));
            DeleteReport<VersionId> report = run.delete(model, all.get(0), UNKNOWN_DIGEST);
            assertThat(report.summary()).isEqualTo(Map.of(UNKNOWN, 2));
            assertThat(cause(report, 0)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(run.requests("delete-versions")).hasSize(1);
            run.inject("delete-versions", 3, SimulatedFault.disconnect().applied());
            run.inject(
                    "list-versions", 1, SimulatedFault.answer(403, "application/json", "{\"reason\":\"Forbidden\"}"));
            assertThat(outcomes(run.delete(model, all.get(1)))).isEqualTo(Map.of(all.get(1), UNKNOWN));
        }
    }

    /** What the part of the list that could be read shows is settled all the same. */
    @Test
    void aListThatBreaksOffSettlesWhatItShowed() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(1_500);
            List<String> all = run.digests(model);
            SimulatedFault page = SimulatedFault.answer(200, "text/html", "<html></html>");
            run.simulator.injectOnCall("list-versions", 2, page);
            // The list after the next round would tell the rest.
            run.simulator.injectOnCall("list-versions", 3, page);
            DeleteReport<VersionId> report = run.delete(model, all.get(3), all.get(1_400), UNKNOWN_DIGEST);
            Map<String, DeleteOutcome> expected =
                    Map.of(all.get(3), DELETED, all.get(1_400), UNKNOWN, UNKNOWN_DIGEST, UNKNOWN);
            assertThat(outcomes(report)).isEqualTo(expected);
            assertThat(run.digests(model)).hasSize(1_499).doesNotContain(all.get(3));
        }
    }
}
