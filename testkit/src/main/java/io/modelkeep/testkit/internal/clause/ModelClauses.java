package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.List;

/** The clauses about reading a model, and about deleting a model with everything that belongs to it. */
public final class ModelClauses {

    private ModelClauses() {}

    public static List<Clause> all() {
        return List.of(
                Clause.of("M30", "an existing model is read by its id", ModelClauses::get)
                        .needs(Capability.MODEL_GET),
                Clause.of("M31", "reading a missing model throws NotFoundException", ModelClauses::getAbsent)
                        .needs(Capability.MODEL_GET),
                Clause.of(
                                "M32",
                                "reading a model by a malformed id is refused before any request",
                                ModelClauses::getMalformed)
                        .needs(Capability.MODEL_GET)
                        .when("ids that only this provider refuses", ModelClauses::knowsMalformed),
                Clause.of("M33", "deleting a model deletes it and no other model", ModelClauses::delete)
                        .needs(Capability.MODEL_DELETE),
                Clause.of("M34", "deleting a model deletes its versions and no others", ModelClauses::versionsGo)
                        .needs(Capability.MODEL_DELETE, Capability.VERSION_LIST),
                Clause.of(
                                "M35",
                                "a missing model is ALREADY_ABSENT, after two answers confirm it",
                                ModelClauses::deleteAbsent)
                        .needs(Capability.MODEL_DELETE),
                Clause.of(
                                "M36",
                                "a repeated deletion of a model reports ALREADY_ABSENT, or the outcome that the "
                                        + "fixture's deletedAgain() returns",
                                ModelClauses::deleteAgain)
                        .needs(Capability.MODEL_DELETE),
                Clause.of(
                                "M37",
                                "deleting a model by a malformed id is refused before any request",
                                ModelClauses::deleteMalformed)
                        .needs(Capability.MODEL_DELETE)
                        .when("ids that only this provider refuses", ModelClauses::knowsMalformed),
                Clause.of("M38", "a forced deletion succeeds, and its counts are not negative", ModelClauses::cascade)
                        .needs(Capability.MODEL_DELETE),
                Clause.of("M39", "a model that serves production is REFUSED and kept", ModelClauses::liveRefused)
                        .needs(Capability.MODEL_DELETE)
                        .when("models that serve production", ModelClauses::knowsLive),
                Clause.of("M40", "a forced deletion deletes a model that serves production", ModelClauses::liveAccepted)
                        .needs(Capability.MODEL_DELETE)
                        .when("models that serve production", ModelClauses::knowsLive),
                Clause.of("M41", "the ids that a list returns are accepted by delete", ModelClauses::roundTrip)
                        .needs(Capability.MODEL_LIST, Capability.MODEL_DELETE),
                Clause.of("M42", "a version names the model that it belongs to", ModelClauses::versionsOfModel)
                        .needs(Capability.VERSION_LIST));
    }

    private static boolean knowsMalformed(StoreFixture fixture) {
        return !fixture.malformedModelIds().isEmpty();
    }

    private static boolean knowsLive(StoreFixture fixture) {
        return fixture.givenLiveModel("probed").isPresent();
    }

    private static void get(ContractContext context) {
        context.fixture().givenModel("other");
        ModelId model = context.fixture().givenModel("read");
        Model read = context.models().get(model);
        assertThat(read.id()).isEqualTo(model);
        assertThat(read.name()).isEqualTo(context.fixture().name("read"));
    }

    private static void getAbsent(ContractContext context) {
        assertThatThrownBy(() -> context.models().get(context.fixture().absentModel()))
                .isInstanceOf(NotFoundException.class);
    }

    private static void getMalformed(ContractContext context) {
        for (ModelId wrong : context.fixture().malformedModelIds()) {
            context.refuses("the id " + wrong, () -> context.models().get(wrong));
        }
    }

    private static void delete(ContractContext context) {
        ModelId model = context.fixture().givenModel("deleted");
        ModelId other = context.fixture().givenModel("kept");
        ModelDeletion deletion = context.models().delete(model);
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(deletion.id()).isEqualTo(model);
        assertThat(deletion.cause()).isEmpty();
        assertThat(context.fixture().models()).contains(other).doesNotContain(model);
    }

    private static void versionsGo(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        ModelId other = context.fixture().givenModel("kept");
        int kept = context.fixture().versions(other).size();
        assertThat(context.models().delete(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(context.fixture().versions(model)).isEmpty();
        assertThat(context.fixture().versions(other)).hasSize(kept);
    }

    private static void deleteAbsent(ContractContext context) {
        ModelId other = context.fixture().givenModel("kept");
        ModelDeletion deletion = context.models().delete(context.fixture().absentModel());
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.ALREADY_ABSENT);
        assertThat(deletion.orThrow()).isSameAs(deletion);
        if (context.fixture().wire().isPresent()) {
            assertThat(context.requests())
                    .as("requests that confirm that the model is absent")
                    .hasSizeGreaterThan(1);
        }
        assertThat(context.fixture().models()).contains(other);
    }

    private static void deleteAgain(ContractContext context) {
        ModelId model = context.fixture().givenModel("deleted");
        assertThat(context.models().delete(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(context.models().delete(model).outcome())
                .isIn(DeleteOutcome.ALREADY_ABSENT, context.fixture().deletedAgain(Operation.DELETE_MODEL));
    }

    private static void deleteMalformed(ContractContext context) {
        ModelId other = context.fixture().givenModel("kept");
        for (ModelId wrong : context.fixture().malformedModelIds()) {
            context.refuses("the id " + wrong, () -> context.models().delete(wrong));
            context.refuses("the id " + wrong, () -> context.models().delete(wrong, DeleteMode.FORCE));
        }
        assertThat(context.fixture().models()).contains(other);
    }

    private static void cascade(ContractContext context) {
        ModelId model = context.fixture().givenModel("deleted");
        ModelDeletion deletion = context.models().delete(model, DeleteMode.FORCE);
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(deletion.cascade().values())
                .allSatisfy(count -> assertThat(count).isNotNegative());
        assertThat(context.fixture().models()).doesNotContain(model);
    }

    private static void liveRefused(ContractContext context) {
        ModelId live = context.fixture().givenLiveModel("live").orElseThrow();
        ModelDeletion deletion = context.models().delete(live);
        assertThat(deletion.outcome()).isEqualTo(DeleteOutcome.REFUSED);
        assertThat(deletion.cause()).isPresent();
        assertThat(context.requests()).noneMatch(WireRequest::changedState);
        assertThat(context.fixture().models()).contains(live);
    }

    private static void liveAccepted(ContractContext context) {
        ModelId live = context.fixture().givenLiveModel("live").orElseThrow();
        assertThat(context.models().delete(live, DeleteMode.FORCE).outcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(context.fixture().models()).doesNotContain(live);
    }

    private static void roundTrip(ContractContext context) {
        List<ModelId> given = new ArrayList<>();
        given.add(context.fixture().givenModel("one"));
        given.add(context.fixture().givenModel("two"));
        // Models of other users on a shared server are not deleted.
        List<ModelId> listed = context.models().stream()
                .map(Model::id)
                .filter(model -> !context.fixture().shared() || given.contains(model))
                .toList();
        assertThat(listed).containsAll(given);
        for (ModelId model : listed) {
            assertThat(context.models().delete(model).outcome()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(context.fixture().models()).isEmpty();
    }

    private static void versionsOfModel(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 2);
        List<ModelVersion> versions =
                context.models().listVersions(model, PageRequest.first()).items();
        assertThat(versions).isNotEmpty().extracting(ModelVersion::model).containsOnly(model);
    }
}
