package io.modelkeep.wandb.training;

import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.wandb.training.ForeignServer.Said;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A page token that leads nowhere any more says nothing of the model or of what a deletion did. */
class LostCursorTest {

    private static ServerRun run(DeletedCursor answer) {
        return new ServerRun(WandbTrainingSimulator.builder().deletedCursor(answer), Map.of());
    }

    /** Another client deletes the last checkpoint of the first page while that is being answered. */
    private static void loseCursor(ServerRun run, RunId training, int nthList) {
        run.simulator.injectOnCall("list-checkpoints", nthList, SimulatedFault.editJson(page -> {
            List<SimulatedCheckpoint> now = run.simulator.checkpoints(training.value());
            run.simulator.removeCheckpoint(training.value(), now.get(99).step());
            return page;
        }));
    }

    @ParameterizedTest
    @EnumSource(DeletedCursor.class)
    void aDeletionThatWasNeverAppliedIsNotPresumedDone(DeletedCursor answer) {
        try (ServerRun run = run(answer)) {
            RunId training = run.given(150);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.status(503));
            }
            for (int list = 1; list <= 5; list += 2) {
                loseCursor(run, training, list);
            }

            DeleteReport<CheckpointId> report = run.delete(training, 149, 150);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("149", FAILED, "150", FAILED));
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.left(training)).contains(149L, 150L);
            assertThat(run.seen("delete-checkpoints")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(DeletedCursor.class)
    void aDeletionThatWasAppliedIsFoundByTheNextList(DeletedCursor answer) {
        try (ServerRun run = run(answer)) {
            RunId training = run.given(150);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            loseCursor(run, training, 1);

            assertThat(ServerRun.outcomes(run.delete(training, 149, 150)))
                    .isEqualTo(Map.of("149", PRESUMED_DELETED, "150", PRESUMED_DELETED));
            assertThat(run.left(training)).doesNotContain(149L, 150L);
        }
    }

    @ParameterizedTest
    @EnumSource(value = DeletedCursor.class, mode = EnumSource.Mode.EXCLUDE, names = "CONTINUE")
    void aListThatChangesUnderEveryWalkSettlesNothing(DeletedCursor answer) {
        try (ServerRun run = run(answer)) {
            RunId training = run.given(150);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.disconnect().applied());
            // An empty page is followed by a look at the other end.
            int requests = answer == DeletedCursor.EMPTY_PAGE ? 3 : 2;
            for (int walk = 0; walk < 5; walk++) {
                loseCursor(run, training, 1 + walk * requests);
            }

            DeleteReport<CheckpointId> report = run.delete(training, 149, 150);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("149", UNKNOWN, "150", UNKNOWN));
            assertThat(report.results().get(0).cause().orElseThrow()).hasCauseInstanceOf(ListChangedException.class);
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.seen("list-checkpoints")).isEqualTo(4L * requests);
        }
    }

    @Test
    void aStepThatAWalkShowedBeforeItLostItsPlaceIsThere() {
        try (ServerRun run = run(DeletedCursor.NOT_FOUND)) {
            RunId training = run.given(150);
            for (int i = 0; i < 3; i++) {
                run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            }
            for (int list = 1; list <= 30; list += 2) {
                loseCursor(run, training, list);
            }

            assertThat(ServerRun.outcomes(run.delete(training, 3, 150))).isEqualTo(Map.of("3", FAILED, "150", UNKNOWN));
            assertThat(run.left(training)).contains(3L, 150L);
        }
    }

    @Test
    void itemOfAnEarlierWalk_isPresent_ifNoWalkIsComplete() {
        try (ServerRun run = run(DeletedCursor.NOT_FOUND)) {
            RunId training = run.given(150);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(400));
            for (int list = 3; list <= 5; list++) {
                run.simulator.injectOnCall("list-checkpoints", list, SimulatedFault.status(503));
            }
            loseCursor(run, training, 1);

            assertThat(ServerRun.outcomes(run.delete(training, 3, 150)))
                    .isEqualTo(Map.of("3", REFUSED, "150", UNKNOWN));
        }
    }

    @Test
    void itemMissingFromACompleteWalk_isAbsent() {
        try (ServerRun run = new ServerRun(
                WandbTrainingSimulator.builder().deletedCursor(DeletedCursor.NOT_FOUND), Map.of("max-attempts", "1"))) {
            RunId training = run.given(150);
            run.simulator.inject(
                    "delete-checkpoints", SimulatedFault.status(500).appliedLater());
            run.simulator.inject("list-checkpoints", SimulatedFault.editJson(page -> {
                run.simulator.applyPending();
                run.simulator.removeCheckpoint(training.value(), 100);
                return page;
            }));

            assertThat(ServerRun.outcomes(run.delete(training, 3, 150)))
                    .isEqualTo(Map.of("3", PRESUMED_DELETED, "150", PRESUMED_DELETED));
            assertThat(run.left(training)).doesNotContain(3L, 150L);
        }
    }

    @Test
    void aModelThatIsGoneIsFoundMissingByTheRequestWithoutACursor() {
        try (ServerRun run = run(DeletedCursor.NOT_FOUND)) {
            RunId training = run.given(150);
            run.simulator.inject("delete-checkpoints", SimulatedFault.status(500));
            run.simulator.injectOnCall(
                    "list-checkpoints",
                    3,
                    SimulatedFault.answer(404, "application/json", "{\"detail\":\"Model not found\"}"));
            loseCursor(run, training, 1);

            DeleteReport<CheckpointId> report = run.delete(training, 149, 150);

            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("149", UNKNOWN, "150", UNKNOWN));
            assertThat(report.abortCause()).containsInstanceOf(NotFoundException.class);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(404, "{\"detail\":\"cursor not found\"}"),
                Arguments.of(404, "{\"detail\":\"Not Found\"}"),
                Arguments.of(400, "{\"detail\":\"bad cursor\"}"),
                Arguments.of(410, "{\"detail\":\"the cursor expired\"}"),
                Arguments.of(
                        422,
                        "{\"detail\":[{\"loc\":[\"query\",\"after\"],\"msg\":\"no such item\",\"type\":\"value_error\"}]}"));
    }

    private static Said rows(int from, int to, boolean more) {
        StringBuilder rows = new StringBuilder();
        for (int step = from; step <= to; step++) {
            rows.append(step == from ? "" : ",")
                    .append("{\"id\":\"u" + step + "\",\"step\":" + step + ",\"metrics\":{}}");
        }
        return Said.of(200, "{\"data\":[" + rows + "],\"has_more\":" + more + "}");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void rejectedCursor_isAChangedList(int status, String body) throws Exception {
        try (ForeignServer server = new ForeignServer(request -> request.isDeletion()
                        ? Said.nothing()
                        : request.target().contains("after=") ? Said.of(status, body) : rows(1, 3, true));
                ModelkeepClient stores = server.stores(Map.of("max-attempts", "1"))) {
            RunId training = new RunId("m1");
            PageRequest first = PageRequest.first();
            String token =
                    stores.checkpoints().list(training, first).nextToken().orElseThrow();

            assertThatThrownBy(() -> stores.checkpoints().list(training, first.withToken(token)))
                    .isInstanceOf(ListChangedException.class)
                    .hasMessageContaining("the list changed while it was read");
            assertThatThrownBy(() -> stores.checkpoints().stream(training).toList())
                    .isInstanceOf(ListChangedException.class);

            DeleteReport<CheckpointId> report =
                    stores.checkpoints().delete(training, List.of(new CheckpointId("4"), new CheckpointId("5")));
            assertThat(ServerRun.outcomes(report)).isEqualTo(Map.of("4", UNKNOWN, "5", UNKNOWN));
            assertThat(report.abortCause()).isEmpty();
        }
    }
}
