package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.JsonEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The clauses about items that must not be deleted accidentally: those in use, of unknown use, or with an alias. */
public final class ProtectionClauses {

    private static final String ALIAS = "production";

    private ProtectionClauses() {}

    public static List<Clause> all() {
        return List.of(
                aliased("M85", "a version with an alias is REFUSED and kept", ProtectionClauses::aliasRefused)
                        .needs(Capability.VERSION_DELETE),
                aliased("M86", "a forced deletion deletes a version with an alias", ProtectionClauses::aliasForced)
                        .needs(Capability.VERSION_DELETE),
                aliased(
                                "M87",
                                "a model is REFUSED and kept while one of its versions has an alias",
                                ProtectionClauses::modelRefused)
                        .needs(Capability.MODEL_DELETE),
                aliased(
                                "M88",
                                "a forced deletion deletes a model together with a version that has an alias",
                                ProtectionClauses::modelForced)
                        .needs(Capability.MODEL_DELETE),
                aliased(
                                "M89",
                                "a list of versions contains their aliases, and latest is not one of them",
                                ProtectionClauses::aliasesListed)
                        .needs(Capability.VERSION_LIST),
                Clause.of(
                                "M90",
                                "the latest version is the one that the service marks as latest, and no other",
                                ProtectionClauses::latest)
                        .needs(Capability.VERSION_LIST)
                        .when("a mark for the latest version", ProtectionClauses::knowsLatest),
                Clause.of(
                                "M91",
                                "a version that serves production is REFUSED and never named in a deletion request, "
                                        + "and the others are deleted",
                                ProtectionClauses::liveVersion)
                        .needs(Capability.VERSION_DELETE)
                        .when(
                                "versions that serve production",
                                fixture -> fixture.givenLiveVersion(fixture.givenModel("probed"))
                                        .isPresent()),
                Clause.of(
                                "M92",
                                "a model is REFUSED and kept if the service does not report whether it serves "
                                        + "production",
                                ProtectionClauses::unknownUse)
                        .needs(Capability.MODEL_DELETE)
                        .when(
                                "models whose use is unknown",
                                fixture ->
                                        fixture.givenModelOfUnknownUse("probed").isPresent()),
                Clause.of("M93", "an object that is not a model is not deleted as one", ProtectionClauses::noModel)
                        .needs(Capability.MODEL_DELETE)
                        .when(
                                "other objects under the id of a model",
                                fixture -> fixture.givenNoModel("probed").isPresent()),
                Clause.of(
                                "M102",
                                "versions of an object that is not a model are not deleted, even by a forced deletion",
                                ProtectionClauses::versionsOfNoModel)
                        .needs(Capability.VERSION_DELETE)
                        .when(
                                "other objects under the id of a model",
                                fixture -> fixture.givenNoModel("probed").isPresent()),
                Clause.of(
                                "M103",
                                "present and absent versions each get their own outcome in a forced deletion",
                                ProtectionClauses::mixedForced)
                        .needs(Capability.VERSION_DELETE),
                aliased(
                                "M104",
                                "a version is not deleted if the list of versions lacks their aliases",
                                ProtectionClauses::aliasesMissing)
                        .needs(Capability.VERSION_DELETE)
                        .onTheWire());
    }

    private static Clause aliased(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof).needs(Capability.VERSION_LIST).when("aliases of versions", fixture -> {
            ModelId model = fixture.givenModel("probed");
            return fixture.giveAlias(model, fixture.givenVersions(model, 1).get(0), ALIAS);
        });
    }

    private static boolean knowsLatest(StoreFixture fixture) {
        ModelId model = fixture.givenModel("probed");
        return fixture.makeLatest(model, fixture.givenVersions(model, 1).get(0));
    }

    private static void aliasRefused(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 4);
        List<VersionId> there = context.fixture().versions(model);
        VersionId named = there.get(1);
        context.fixture().giveAlias(model, named, ALIAS);
        DeleteReport<VersionId> report = context.models().deleteVersions(model, there.subList(0, 3));
        checkOutcomes(report, there.subList(0, 3), named);
        assertThat(context.fixture().versions(model)).containsExactlyInAnyOrder(named, there.get(3));
    }

    /** Checks that all versions but one are deleted, and that this one is refused with a cause. */
    private static void checkOutcomes(DeleteReport<VersionId> report, List<VersionId> asked, VersionId kept) {
        assertThat(report.results()).hasSameSizeAs(asked).allSatisfy(result -> {
            boolean isKept = result.id().equals(kept);
            assertThat(result.outcome())
                    .as("%s", result.id())
                    .isEqualTo(isKept ? DeleteOutcome.REFUSED : DeleteOutcome.DELETED);
            assertThat(result.cause().isPresent()).isEqualTo(isKept);
        });
    }

    private static void aliasForced(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 4);
        List<VersionId> there = context.fixture().versions(model);
        context.fixture().giveAlias(model, there.get(1), ALIAS);
        DeleteReport<VersionId> report = context.models().deleteVersions(model, there.subList(0, 3), DeleteMode.FORCE);
        assertThat(report.results())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(DeleteOutcome.DELETED));
        assertThat(context.fixture().versions(model)).containsExactly(there.get(3));
    }

    private static void modelRefused(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        List<VersionId> there = context.fixture().versions(model);
        context.fixture().giveAlias(model, there.get(0), ALIAS);
        checkRefused(context, context.models().delete(model));
        assertThat(context.fixture().models()).contains(model);
        assertThat(context.fixture().versions(model)).containsExactlyInAnyOrderElementsOf(there);
    }

    private static void checkRefused(ContractContext context, ModelDeletion deletion) {
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(deletion.cause()).isPresent();
        assertThat(context.requests()).noneMatch(WireRequest::changedState);
    }

    private static void modelForced(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        context.fixture().giveAlias(model, context.fixture().versions(model).get(0), ALIAS);
        assertThat(context.models().delete(model, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(context.fixture().models()).doesNotContain(model);
        assertThat(context.fixture().versions(model)).isEmpty();
    }

    private static void aliasesListed(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        VersionId named = context.fixture().versions(model).get(1);
        context.fixture().giveAlias(model, named, ALIAS);
        try (Stream<ModelVersion> listed = context.models().streamVersions(model)) {
            assertThat(listed)
                    .allSatisfy(version -> assertThat(version.aliases())
                            .as("the aliases of %s", version.id())
                            .contains(version.id().equals(named) ? Set.of(ALIAS) : Set.of()));
        }
    }

    /**
     * Marks each version in turn. The mark may move back to an older version, for example when old content is published
     * again.
     */
    private static void latest(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 4);
        for (VersionId meant : context.fixture().versions(model)) {
            context.fixture().makeLatest(model, meant);
            try (Stream<ModelVersion> listed = context.models().streamVersions(model)) {
                assertThat(listed)
                        .isNotEmpty()
                        .allSatisfy(version -> assertThat(version.latest())
                                .as("whether %s is the latest, where %s is marked", version.id(), meant)
                                .isEqualTo(Optional.of(version.id().equals(meant))));
            }
        }
    }

    private static void liveVersion(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 2);
        VersionId live = context.fixture().givenLiveVersion(model).orElseThrow();
        List<VersionId> others = context.fixture().versions(model).stream()
                .filter(version -> !version.equals(live))
                .limit(1)
                .toList();
        List<VersionId> asked = List.of(live, others.get(0));
        checkOutcomes(context.models().deleteVersions(model, asked), asked, live);
        // The provider must not rely on the service to refuse it, because the service might delete it.
        assertThat(context.requests())
                .filteredOn(request -> request.operation().equals(Optional.of(Operation.DELETE_VERSIONS)))
                .as("deletion requests, where %s serves production", live)
                .noneMatch(request ->
                        request.path().contains(live.value()) || request.body().contains(live.value()));
        assertThat(context.fixture().versions(model)).contains(live).doesNotContainAnyElementsOf(others);
    }

    private static void unknownUse(ContractContext context) {
        ModelId model = context.fixture().givenModelOfUnknownUse("unknown").orElseThrow();
        checkRefused(context, context.models().delete(model));
        assertThat(context.fixture().models()).contains(model);
    }

    private static void noModel(ContractContext context) {
        ModelId other = context.fixture().givenNoModel("other").orElseThrow();
        ModelDeletion deletion = context.models().delete(other, DeleteMode.FORCE);
        assertThat(deletion.outcome())
                .isIn(
                        DeleteOutcome.ALREADY_ABSENT,
                        DeleteOutcome.REFUSED,
                        DeleteOutcome.FAILED,
                        DeleteOutcome.NOT_ATTEMPTED);
        assertThat(context.fixture().hasNoModel(other)).isTrue();
        assertThat(context.requests())
                .filteredOn(request -> request.operation().equals(Optional.of(Operation.DELETE_MODEL)))
                .noneMatch(WireRequest::changedState);
    }

    private static void versionsOfNoModel(ContractContext context) {
        ModelId other = context.fixture().givenNoModel("other").orElseThrow();
        List<VersionId> versions = List.copyOf(context.fixture().versions(other));
        assertThat(versions).isNotEmpty();
        DeleteReport<VersionId> report = context.models().deleteVersions(other, versions, DeleteMode.FORCE);
        assertThat(report.results()).extracting(DeleteResult::outcome).noneMatch(DeleteOutcome::isAbsent);
        assertThat(context.fixture().versions(other)).isEqualTo(versions);
        assertThat(context.requests()).noneMatch(WireRequest::changedState);
    }

    private static void mixedForced(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        List<VersionId> there = List.copyOf(context.fixture().versions(model));
        List<VersionId> asked = List.of(there.get(0), context.fixture().absentVersion(), there.get(2));
        DeleteReport<VersionId> report = context.models().deleteVersions(model, asked, DeleteMode.FORCE);
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .containsExactly(DeleteOutcome.DELETED, DeleteOutcome.ALREADY_ABSENT, DeleteOutcome.DELETED);
        assertThat(context.fixture().versions(model)).containsExactly(there.get(1));
    }

    private static void aliasesMissing(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        List<VersionId> there = List.copyOf(context.fixture().versions(model));
        context.fixture().giveAlias(model, there.get(1), ALIAS);
        JsonEdit edit = JsonEdit.withoutListsOf(ALIAS);
        for (int i = 0; i < 4; i++) {
            context.wire().inject(Operation.LIST_VERSIONS, Fault.editJson(edit));
        }
        DeleteReport<VersionId> report = context.models().deleteVersions(model, there.subList(1, 2));
        assertThat(report.results())
                .extracting(DeleteResult::outcome)
                .isSubsetOf(DeleteOutcome.REFUSED, DeleteOutcome.FAILED, DeleteOutcome.NOT_ATTEMPTED);
        assertThat(context.fixture().versions(model)).containsExactlyElementsOf(there);
        assertThat(context.requests()).noneMatch(WireRequest::changedState);
    }
}
