package io.modelkeep.weave;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;
import static io.modelkeep.weave.WeaveRun.UNKNOWN_DIGEST;
import static io.modelkeep.weave.WeaveRun.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that an alias names, which a safe deletion leaves where they are. */
class AliasProtectionTest {

    private static void alias(WeaveRun run, ModelId model, String digest, String alias) {
        run.simulator.setAlias(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), digest, alias);
    }

    private static void tag(WeaveRun run, ModelId model, String digest, String tag) {
        run.simulator.addTag(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value(), digest, tag);
    }

    private static StoreException cause(DeleteReport<VersionId> report, int index) {
        return report.results().get(index).cause().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void anAliasedVersionIsRefusedAndTheOthersAreDeleted(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(4);
            List<String> all = run.digests(model);
            alias(run, model, all.get(1), "production");
            DeleteReport<VersionId> report = run.deleteSafely(model, all.get(0), all.get(1), all.get(2));
            assertThat(outcomes(report))
                    .isEqualTo(Map.of(all.get(0), DELETED, all.get(1), REFUSED, all.get(2), DELETED));
            assertThat(cause(report, 1))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("\"production\"")
                    .hasMessageContaining("forced");
            assertThat(report.abortCause()).isEmpty();
            assertThat(run.operations()).containsExactly("list-versions", "delete-versions");
            assertThat(run.digests(model)).containsExactly(all.get(1), all.get(3));
        }
    }

    @Test
    void aForcedDeletionTakesItAndItsAliases() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            List<String> all = run.digests(model);
            alias(run, model, all.get(0), "production");
            assertThat(outcomes(run.delete(model, List.of(all.get(0)), DeleteMode.FORCE)))
                    .isEqualTo(Map.of(all.get(0), DELETED));
            assertThat(run.operations()).containsExactly("get-model", "delete-versions");
            assertThat(run.simulator.deletedVersions(WeaveRun.ENTITY, WeaveRun.PROJECT, model.value()))
                    .extracting(SimulatedVersion::aliases)
                    .containsExactly(List.of());
        }
    }

    @Test
    void tagsAndTheWordLatestProtectNothing() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            List<String> all = run.digests(model);
            tag(run, model, all.get(0), "paper");
            assertThat(run.deleteSafely(model, all.get(0), all.get(1)).summary())
                    .isEqualTo(Map.of(DELETED, 2));
            assertThat(run.digests(model)).isEmpty();
        }
    }

    @Test
    void oneListServesAllBatches() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(250);
            List<String> all = run.digests(model);
            alias(run, model, all.get(120), "production");
            assertThat(run.delete(model, all, DeleteMode.SAFE).summary()).isEqualTo(Map.of(DELETED, 249, REFUSED, 1));
            assertThat(run.operations())
                    .containsExactly("list-versions", "delete-versions", "delete-versions", "delete-versions");
            assertThat(run.digests(model)).containsExactly(all.get(120));
        }
    }

    @Test
    void anAliasOnTheLastOfSeveralPagesProtectsToo() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2_500);
            List<String> all = run.digests(model);
            alias(run, model, all.get(2_400), "production");
            assertThat(outcomes(run.deleteSafely(model, all.get(2_400), all.get(2_401))))
                    .isEqualTo(Map.of(all.get(2_400), REFUSED, all.get(2_401), DELETED));
            assertThat(run.requests("list-versions")).hasSize(3);
        }
    }

    /** The field is declared, and a row does not have it. */
    static Stream<Named<SimulatedFault>> unknown() {
        return Stream.of(
                named("null", Rows.withFirst("aliases", null)),
                named("absent", Rows.edited(rows -> rows.get(0).remove("aliases"))));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void aVersionOfUnknownAliasesIsRefused(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.inject("list-versions", 2, fault);
            DeleteReport<VersionId> report = run.deleteSafely(model, all.get(0), all.get(1));
            assertThat(outcomes(report)).isEqualTo(Map.of(all.get(0), REFUSED, all.get(1), DELETED));
            assertThat(cause(report, 0)).isInstanceOf(ConflictException.class).hasMessageContaining("forced");
            assertThat(run.deleteAll(model).outcome()).isEqualTo(REFUSED);
            assertThat(run.digests(model)).containsExactly(all.get(0), all.get(2));
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aModelOneOfWhoseVersionsAnAliasNamesIsDeletedOnlyByForce(Form form) {
        try (WeaveRun run = WeaveRun.start(form)) {
            ModelId model = run.given(3);
            alias(run, model, run.digests(model).get(0), "production");
            ModelDeletion refused = run.deleteAll(model);
            assertThat(refused.outcome()).isEqualTo(REFUSED);
            assertThat(refused.cause().orElseThrow())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("\"production\"")
                    .hasMessageContaining("forced");
            assertThat(run.operations()).containsExactly("list-versions");
            assertThat(run.digests(model)).hasSize(3);
            assertThat(run.stores.models().delete(model, DeleteMode.FORCE).outcome())
                    .isEqualTo(DELETED);
            assertThat(run.digests(model)).isEmpty();
        }
    }

    /** The first batch is denied; before it is sent again, the list that settles it shows a new alias. */
    @Test
    void anAliasThatWasSetBeforeARepetitionProtects() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.simulator.inject(
                    "delete-versions", SimulatedFault.answer(404, "application/json", "{\"reason\":\"no\"}"));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    alias(run, model, all.get(0), "production");
                }
            });
            assertThat(outcomes(run.deleteSafely(model, all.get(0), all.get(1))))
                    .isEqualTo(Map.of(all.get(0), REFUSED, all.get(1), DELETED));
            assertThat(run.digests(model)).containsExactly(all.get(0), all.get(2));
        }
    }

    /** A model that was cut off is finished by its digests, and one of them has an alias by then. */
    @Test
    void anAliasThatWasSetBeforeAModelIsFinishedProtects() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            run.simulator.inject("delete-model", SimulatedFault.status(503));
            run.afterAttempt(event -> {
                if (run.operations().size() == 2) {
                    alias(run, model, run.digests(model).get(0), "production");
                }
            });
            ModelDeletion deletion = run.deleteAll(model);
            assertThat(deletion.outcome())
                    .as("the first request may still delete the version")
                    .isEqualTo(UNKNOWN);
            assertThat(deletion.cause().orElseThrow()).hasCauseInstanceOf(ConflictException.class);
            assertThat(run.requests("delete-versions")).isEmpty();
            assertThat(run.digests(model)).hasSize(3);
        }
    }

    @Test
    void aVersionThatNoListShowsIsNotSent() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            List<String> all = run.digests(model);
            assertThat(outcomes(run.deleteSafely(model, all.get(0), UNKNOWN_DIGEST)))
                    .isEqualTo(Map.of(all.get(0), DELETED, UNKNOWN_DIGEST, ALREADY_ABSENT));
            assertThat(run.requests("delete-versions")).hasSize(1);
            assertThat(run.requests("delete-versions").get(0).bodyText()).doesNotContain(UNKNOWN_DIGEST);
            assertThat(run.time.sleeps()).hasSize(1).allMatch(pause -> pause.toSeconds() >= 3);
        }
    }

    /** One list lags, and the version that it omits has an alias: nothing is known of it that would allow to delete it. */
    @Test
    void aVersionThatOneListOmitsIsNeitherDeletedNorAbsent() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(2);
            run.simulator.lagLists(2);
            String added = run.publish(model);
            alias(run, model, added, "production");
            DeleteReport<VersionId> report = run.deleteSafely(model, added);
            assertThat(outcomes(report)).isEqualTo(Map.of(added, NOT_ATTEMPTED));
            assertThat(cause(report, 0)).isInstanceOf(ListChangedException.class);
            assertThat(run.requests("delete-versions")).isEmpty();
            assertThat(run.digests(model)).contains(added);
        }
    }

    @Test
    void aVersionThatWasSeenAndIsDeniedIsPresumedDeleted() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.afterAttempt(event -> {
                if (run.operations().size() == 1) {
                    run.forget(model, all.get(0));
                }
            });
            Map<String, DeleteOutcome> outcomes = outcomes(run.deleteSafely(model, all.get(0), all.get(1)));
            assertThat(outcomes).isEqualTo(Map.of(all.get(0), PRESUMED_DELETED, all.get(1), DELETED));
            assertThat(run.digests(model)).containsExactly(all.get(2));
        }
    }

    /** Older servers let one name have versions of several kinds. */
    @Test
    void aVersionOfAnotherKindUnderTheModelsNameIsRefused() {
        try (WeaveRun run = WeaveRun.start()) {
            ModelId model = run.given(3);
            List<String> all = run.digests(model);
            run.inject("list-versions", 1, Rows.withFirst("base_object_class", "Dataset"));
            DeleteReport<VersionId> report = run.deleteSafely(model, all.get(0), all.get(1));
            assertThat(outcomes(report)).isEqualTo(Map.of(all.get(0), REFUSED, all.get(1), DELETED));
            assertThat(cause(report, 0)).hasMessageContaining("Dataset");
            assertThat(run.digests(model)).contains(all.get(0));
        }
    }
}
