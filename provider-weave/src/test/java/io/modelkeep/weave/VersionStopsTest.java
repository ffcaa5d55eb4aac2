package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.WeaveDigests;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a deletion before all batches were sent, and what it leaves. */
class VersionStopsTest {

    private static SimulatedFault answer(int status, String body) {
        return SimulatedFault.answer(status, "application/json", body);
    }

    static Stream<Named<SimulatedFault>> excesses() {
        String foreign = "{\"digest\":\"" + WeaveRun.UNKNOWN_DIGEST + "\",\"base_object_class\":\"Model\"}";
        return Stream.of(
                named("below zero", answer(200, "{\"num_deleted\":-5}")),
                named("below any number", answer(200, "{\"num_deleted\":-99999999999999999999}")),
                named("one more", answer(200, "{\"num_deleted\":101}")),
                named("all", answer(200, "{\"num_deleted\":250}")),
                named("too many for any number", answer(200, "{\"num_deleted\":99999999999999999999}")),
                named("another version", answer(200, "{\"num_deleted\":100,\"deleted_versions\":[" + foreign + "]}")),
                named("fewer, but another", answer(200, "{\"num_deleted\":1,\"deleted_versions\":[" + foreign + "]}")));
    }

    @ParameterizedTest
    @MethodSource("excesses")
    void moreThanAskedStopsEverything(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(250);
            run.simulator.inject("delete-versions", fault.applied());
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(ScopeExceededException.class);
            assertThat(report.complete()).isFalse();
            assertThat(report.summary()).isEqualTo(Map.of(PRESUMED_DELETED, 100, NOT_ATTEMPTED, 150));
            assertThat(run.operations())
                    .containsExactly("get-model", "delete-versions", "list-versions", "list-versions");
            assertThat(run.digests(model)).hasSize(150);
        }
    }

    /** The last net: a published server that turned out to be of the generation that reads only a body. */
    @Test
    void aServerThatDeletesAllWhereTheQueryNamesSomeIsStoppedAtTheFirstBatch() {
        try (WeaveRun run = new WeaveRun(
                WeaveSimulator.builder().digests(WeaveDigests.BODY), Form.PUBLISHED, Map.of("max-concurrency", "1"))) {
            ModelId model = run.given(300);
            DeleteReport<VersionId> report =
                    run.delete(model, run.digests(model).subList(0, 200));
            assertThat(report.abortCause()).get().isInstanceOfSatisfying(ScopeExceededException.class, exceeded -> {
                assertThat(exceeded.asked()).isEqualTo(78);
                assertThat(exceeded.deleted()).isEqualTo(300);
            });
            assertThat(report.summary()).isEqualTo(Map.of(PRESUMED_DELETED, 78, NOT_ATTEMPTED, 122));
            assertThat(run.simulator.exchanges().stream()
                            .filter(exchange -> exchange.method().equals("DELETE")))
                    .hasSize(1);
        }
    }

    static Stream<Arguments> keyRefusals() {
        return Stream.of(
                Arguments.of(401, AuthenticationException.class), Arguments.of(403, PermissionDeniedException.class));
    }

    @ParameterizedTest
    @MethodSource("keyRefusals")
    void aKeyThatIsNotAcceptedMidwayStopsTheRest(int status, Class<? extends StoreException> type) {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(350);
            run.simulator.injectOnCall("delete-versions", 2, answer(status, "{\"reason\":\"no\"}"));
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(type);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 100, FAILED, 100, NOT_ATTEMPTED, 150));
            assertThat(run.requests("delete-versions")).hasSize(2);
            assertThat(run.digests(model)).hasSize(250);
        }
    }

    @ParameterizedTest
    @MethodSource("keyRefusals")
    void aKeyThatIsNotAcceptedAtFirstSendsNoDeletion(int status, Class<? extends StoreException> type) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(150);
            run.simulator.inject("get-model", answer(status, "{\"reason\":\"no\"}"));
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(type);
            assertThat(report.summary()).isEqualTo(Map.of(NOT_ATTEMPTED, 150));
            assertThat(run.operations()).containsExactly("get-model");
        }
    }

    @Test
    void aKindThatCannotBeReadSendsNoDeletion() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(150);
            run.inject("get-model", 3, SimulatedFault.status(503));
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(UnavailableException.class);
            assertThat(report.summary()).isEqualTo(Map.of(NOT_ATTEMPTED, 150));
            assertThat(run.operations()).containsOnly("get-model").hasSize(3);
            assertThat(run.digests(model)).hasSize(150);
        }
    }

    @Test
    void anInterruptBetweenBatchesStopsTheRestAndKeepsTheFlag() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(250);
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    Thread.currentThread().interrupt();
                }
            });
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 100, NOT_ATTEMPTED, 150));
            assertThat(run.digests(model)).hasSize(150);
        }
    }

    @Test
    void anInterruptBeforehandSendsNothing() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            Thread.currentThread().interrupt();
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
            assertThat(report.summary()).isEqualTo(Map.of(NOT_ATTEMPTED, 2));
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }

    @Test
    void anInterruptWhileALostAnswerIsSettledLeavesItUnknown() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(150);
            List<String> all = run.digests(model);
            run.inject("delete-versions", 1, SimulatedFault.disconnect().applied());
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    Thread.currentThread().interrupt();
                }
            });
            DeleteReport<VersionId> report = run.delete(model, all);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
            assertThat(report.summary()).isEqualTo(Map.of(UNKNOWN, 100, NOT_ATTEMPTED, 50));
        }
    }

    @Test
    void aCloseBetweenBatchesStopsTheRest() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(250);
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    run.stores.close();
                }
            });
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(CancelledException.class);
            assertThat(report.summary()).isEqualTo(Map.of(DELETED, 100, NOT_ATTEMPTED, 150));
            assertThat(run.requests("delete-versions")).hasSize(1);
        }
    }

    /** The time of a call is that of one batch with its repetitions; when it is over, so is the deletion. */
    @Test
    void aBatchWhoseTimeIsOverStopsTheRest() {
        try (WeaveRun run = WeaveRun.oneByOne()) {
            ModelId model = run.given(250);
            run.inject("delete-versions", 1, SimulatedFault.status(503));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    run.time.advance(Duration.ofMinutes(3));
                }
            });
            DeleteReport<VersionId> report = run.delete(model, run.digests(model));
            assertThat(report.abortCause()).containsInstanceOf(UnavailableException.class);
            assertThat(report.summary()).isEqualTo(Map.of(UNKNOWN, 100, NOT_ATTEMPTED, 150));
            assertThat(run.requests("delete-versions")).hasSize(1);
        }
    }
}
