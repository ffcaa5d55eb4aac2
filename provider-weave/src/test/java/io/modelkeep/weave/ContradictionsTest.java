package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static io.modelkeep.weave.WeaveRun.UNKNOWN_DIGEST;
import static io.modelkeep.weave.WeaveRun.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.weave.internal.delete.VersionDeletion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions of versions whose answers and lists do not agree. */
class ContradictionsTest {

    private static SimulatedFault answer(int status) {
        return SimulatedFault.answer(status, "application/json", "{\"reason\":\"no\"}");
    }

    private static SimulatedFault json(String body) {
        return SimulatedFault.answer(200, "application/json", body);
    }

    /** No document says that a batch is all or nothing. */
    @ParameterizedTest
    @CsvSource({"409, REFUSED", "422, REFUSED", "400, REFUSED", "403, FAILED", "401, FAILED", "405, FAILED"})
    void anErrorForABatchSaysNothingOfEachVersion(int status, DeleteOutcome ofWhatIsThere) {
        for (Form form : Form.values()) {
            try (WeaveRun run = WeaveRun.start(form)) {
                ModelId model = run.given(5);
                List<String> all = run.digests(model);
                run.simulator.inject("delete-versions", answer(status).halfApplied());
                DeleteReport<VersionId> report = run.delete(model, all.subList(0, 4), DeleteMode.SAFE);
                assertThat(outcomes(report))
                        .isEqualTo(Map.of(
                                all.get(0), PRESUMED_DELETED,
                                all.get(1), PRESUMED_DELETED,
                                all.get(2), ofWhatIsThere,
                                all.get(3), ofWhatIsThere));
                assertThat(run.requests("delete-versions")).hasSize(1);
                assertThat(run.digests(model)).isEqualTo(all.subList(2, 5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void anErrorForABatchStandsWhereTheKeyMayNotReadEither(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", answer(status));
            run.simulator.injectOnCall("list-versions", 2, answer(status));
            DeleteReport<VersionId> report = run.delete(model, all, DeleteMode.SAFE);
            assertThat(report.summary()).isEqualTo(Map.of(FAILED, 3));
            assertThat(report.results().get(0).cause().orElseThrow().statusCode())
                    .hasValue(status);
            assertThat(run.operations()).containsExactly("list-versions", "delete-versions", "list-versions");
        }
    }

    @Test
    void anErrorForABatchThatNoListCanSettleIsUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-versions", answer(409));
            for (int call = 2; call <= 4; call++) {
                run.simulator.injectOnCall("list-versions", call, SimulatedFault.status(500));
            }
            assertThat(run.delete(model, run.digests(model), DeleteMode.SAFE).summary())
                    .isEqualTo(Map.of(UNKNOWN, 3));
        }
    }

    /** The gateway gives up, and the service does not. */
    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504, 520, 522, 524, 529})
    void listedItem_afterAGatewayError_isUnknown(int status) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            String digest = run.digests(model).get(0);
            run.inject("delete-versions", 3, answer(status).appliedLater());
            DeleteReport<VersionId> report = run.deleteSafely(model, digest);
            assertThat(outcomes(report)).isEqualTo(Map.of(digest, UNKNOWN));
            assertThat(report.results().get(0).cause()).containsInstanceOf(OutcomeUnknownException.class);
            assertThat(run.digests(model)).contains(digest);
            run.simulator.applyPending();
            assertThat(run.digests(model)).doesNotContain(digest);
        }
    }

    /** The list lags behind the deletion when it is read first, and has followed when it is read again. */
    @Test
    void aListThatLagsBehindASuccessIsReadAgain() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", json("{\"num_deleted\":1}").applied());
            // The list before, and the first one after.
            run.simulator.lagLists(2);
            assertThat(run.deleteSafely(model, all.get(0), all.get(1)).summary())
                    .isEqualTo(Map.of(PRESUMED_DELETED, 2));
            assertThat(run.time.sleeps()).hasSize(1).allMatch(pause -> pause.toSeconds() >= 3);
        }
    }

    @Test
    void aListThatStillHasItAfterThePauseMeansThatItStays() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", json("{\"num_deleted\":1}"));
            assertThat(run.deleteSafely(model, all.get(0), all.get(1)).summary())
                    .isEqualTo(Map.of(REFUSED, 2));
            assertThat(run.requests("list-versions")).hasSize(3);
        }
    }

    /** Only the list that is read after the pause can confirm that something is gone that no request explains. */
    @Test
    void oneListThatOmitsAVersionAfterAnErrorIsNotEnough() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject("delete-versions", answer(409));
            run.simulator.injectOnCall(
                    "list-versions",
                    2,
                    Rows.edited(rows -> rows.removeIf(row -> all.get(0).equals(row.get("digest")))));
            run.simulator.injectOnCall(
                    "list-versions",
                    3,
                    Rows.edited(rows -> rows.removeIf(row -> all.get(0).equals(row.get("digest")))));
            assertThat(run.deleteSafely(model, all.get(0), all.get(1)).summary())
                    .isEqualTo(Map.of(REFUSED, 2));
            assertThat(run.digests(model)).isEqualTo(all);
        }
    }

    /** Denied although it is there: as services answer where a permission is missing. */
    @ParameterizedTest
    @EnumSource(DeleteMode.class)
    void aDenialOfWhatEveryListShowsIsAFailure(DeleteMode mode) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.inject("delete-versions", VersionDeletion.MAX_ROUNDS, answer(404));
            DeleteReport<VersionId> report = run.delete(model, all.subList(0, 2), mode);
            assertThat(report.summary()).isEqualTo(Map.of(FAILED, 2));
            assertThat(report.results().get(0).cause().orElseThrow())
                    .isInstanceOf(ConflictException.class)
                    .hasCauseInstanceOf(NotFoundException.class);
            assertThat(run.digests(model)).isEqualTo(all);
        }
    }

    /** A list that cannot be followed is begun again, and says nothing unless it ends. */
    @ParameterizedTest
    @CsvSource({"200, UNKNOWN", "49, PRESUMED_DELETED"})
    void aListThatKeepsChangingSettlesNothing(int calls, DeleteOutcome outcome) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(60);
            String digest = run.digests(model).get(50);
            run.simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
            List<SimulatedVersion> front = run.simulator
                    .versions(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value())
                    .subList(0, 5);
            // After the first answer, the place in the list is never found again.
            for (int call = 2; call <= calls; call++) {
                run.simulator.injectOnCall("list-versions", call, Rows.edited(rows -> {
                    rows.clear();
                    front.forEach(
                            version -> rows.add(TiedServer.row(model.value(), version.digest(), version.createdAt())));
                }));
            }
            DeleteReport<VersionId> report = run.delete(model, List.of(digest), DeleteMode.FORCE);
            assertThat(report.summary()).isEqualTo(Map.of(outcome, 1));
            report.results()
                    .get(0)
                    .cause()
                    .ifPresent(cause -> assertThat(cause).hasRootCauseInstanceOf(ListChangedException.class));
        }
    }

    @Test
    void aKeyThatMayReadAndNotDeleteLeavesTheVersionsThere() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.inject("delete-versions", 1, answer(403));
            DeleteReport<VersionId> report = run.delete(model, run.digests(model), DeleteMode.SAFE);
            assertThat(report.summary()).isEqualTo(Map.of(FAILED, 3));
            assertThat(report.abortCause()).containsInstanceOf(PermissionDeniedException.class);
            assertThat(report.results().get(0).cause()).containsInstanceOf(PermissionDeniedException.class);
        }
    }

    @Test
    void anInterruptBeforeTheSecondListLeavesItOpen() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            String there = run.digests(model).get(0);
            run.afterAttempt(event -> {
                if (run.operations().size() == 3) {
                    Thread.currentThread().interrupt();
                }
            });
            DeleteReport<VersionId> report = run.deleteSafely(model, UNKNOWN_DIGEST, there);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcomes(report)).isEqualTo(Map.of(UNKNOWN_DIGEST, NOT_ATTEMPTED, there, DELETED));
            assertThat(report.abortCause()).isPresent();
        }
    }

    /** An id that comes to name something else between two attempts: the model is gone, and others have its name. */
    @Test
    void aNameThatIsUsedAgainBetweenTwoAttemptsLosesNothing() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            List<String> before = run.digests(model);
            run.simulator.inject("delete-versions", SimulatedFault.status(503));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    run.forgetAll(model);
                    run.simulator.addVersions(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), 2);
                }
            });
            assertThat(run.delete(model, before, DeleteMode.SAFE).summary()).isEqualTo(Map.of(PRESUMED_DELETED, 2));
            assertThat(run.digests(model)).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void itemMissingFromTwoLists_isAbsent() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(1_500);
            assertThat(outcomes(run.deleteSafely(model, UNKNOWN_DIGEST)))
                    .isEqualTo(Map.of(UNKNOWN_DIGEST, ALREADY_ABSENT));
            assertThat(run.operations()).containsOnly("list-versions");
        }
    }
}
