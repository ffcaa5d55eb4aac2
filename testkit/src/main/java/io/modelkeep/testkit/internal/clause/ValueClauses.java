package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.GivenCheckpoints;
import io.modelkeep.testkit.fixture.GivenVersionValues;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.JsonEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clauses about values in lists: they are those of the server, and missing values are not invented. */
public final class ValueClauses {

    private ValueClauses() {}

    public static List<Clause> ofCheckpoints() {
        return List.of(
                Clause.of(
                                "C94",
                                "a list contains the values that the server has of each checkpoint",
                                ValueClauses::checkpoints)
                        .needs(Capability.CHECKPOINT_LIST)
                        .when(
                                "values to compare",
                                fixture -> fixture.givenCheckpointValues().isPresent()),
                Clause.of(
                                "C106",
                                "a checkpoint state that the service does not document is reported as "
                                        + "ItemState.UNKNOWN",
                                ValueClauses::unknownCheckpointState)
                        .needs(Capability.CHECKPOINT_LIST)
                        .onTheWire());
    }

    public static List<Clause> ofVersions() {
        return List.of(
                Clause.of(
                                "M84",
                                "a list contains the values that the server has of each version",
                                ValueClauses::versions)
                        .needs(Capability.VERSION_LIST)
                        .when(
                                "values to compare",
                                fixture -> fixture.givenVersionValues().isPresent()),
                Clause.of(
                                "M105",
                                "a version state that the service does not document is reported as ItemState.UNKNOWN",
                                ValueClauses::unknownVersionState)
                        .needs(Capability.VERSION_LIST)
                        .onTheWire());
    }

    private static void unknownCheckpointState(ContractContext context) {
        RunId run = context.fixture().givenRun(2);
        Checkpoint known =
                context.checkpoints().list(run, PageRequest.first()).items().get(0);
        // A service that reports no state has none that could be misread.
        known.state().ifPresent(word -> {
            context.wire().inject(Operation.LIST_CHECKPOINTS, Fault.editJson(JsonEdit.others(Set.of(word))));
            Checkpoint unknown =
                    context.checkpoints().list(run, PageRequest.first()).items().get(0);
            assertThat(unknown.state()).isPresent().isNotEqualTo(known.state());
            assertThat(unknown.itemState())
                    .as("the state %s", unknown.state().orElse(""))
                    .isEqualTo(ItemState.UNKNOWN);
        });
    }

    private static void unknownVersionState(ContractContext context) {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 2);
        ModelVersion known = context.models()
                .listVersions(model, PageRequest.first())
                .items()
                .get(0);
        known.state().ifPresent(word -> {
            context.wire().inject(Operation.LIST_VERSIONS, Fault.editJson(JsonEdit.others(Set.of(word))));
            ModelVersion unknown = context.models()
                    .listVersions(model, PageRequest.first())
                    .items()
                    .get(0);
            assertThat(unknown.state()).isPresent().isNotEqualTo(known.state());
            assertThat(unknown.itemState())
                    .as("the state %s", unknown.state().orElse(""))
                    .isEqualTo(ItemState.UNKNOWN);
        });
    }

    private static void checkpoints(ContractContext context) {
        GivenCheckpoints given = context.fixture().givenCheckpointValues().orElseThrow();
        Map<CheckpointId, Checkpoint> listed;
        try (Stream<Checkpoint> stream = context.checkpoints().stream(given.run())) {
            listed = stream.collect(Collectors.toMap(Checkpoint::id, Function.identity()));
        }
        assertThat(listed.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        given.checkpoints().stream().map(Checkpoint::id).toList());
        for (Checkpoint truth : given.checkpoints()) {
            Checkpoint told = Optional.ofNullable(listed.get(truth.id())).orElseThrow();
            assertThat(told.step()).as("the step of %s", truth.id()).isEqualTo(truth.step());
            assertThat(told.metrics()).as("the metrics of %s", truth.id()).isEqualTo(truth.metrics());
            same("revision", truth.id(), truth.revision(), told.revision());
            same("time", truth.id(), truth.createdAt(), told.createdAt());
            same("state text", truth.id(), truth.state(), told.state());
            same("state", truth.id(), known(truth.itemState()), known(told.itemState()));
            truth.sizeBytes()
                    .ifPresent(size -> assertThat(told.sizeBytes())
                            .as("the size of %s", truth.id())
                            .hasValue(size));
        }
    }

    private static void versions(ContractContext context) {
        GivenVersionValues given = context.fixture().givenVersionValues().orElseThrow();
        Map<VersionId, ModelVersion> listed;
        try (Stream<ModelVersion> stream = context.models().streamVersions(given.model())) {
            listed = stream.collect(Collectors.toMap(ModelVersion::id, Function.identity()));
        }
        assertThat(listed.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        given.versions().stream().map(ModelVersion::id).toList());
        for (ModelVersion truth : given.versions()) {
            ModelVersion told = Optional.ofNullable(listed.get(truth.id())).orElseThrow();
            assertThat(told.number()).as("the number of %s", truth.id()).isEqualTo(truth.number());
            same("time", truth.id(), truth.createdAt(), told.createdAt());
            same("state text", truth.id(), truth.state(), told.state());
            same("state", truth.id(), known(truth.itemState()), known(told.itemState()));
            same("production use", truth.id(), truth.live(), told.live());
            same("latest mark", truth.id(), truth.latest(), told.latest());
            same("aliases", truth.id(), truth.aliases(), told.aliases());
            same("tags", truth.id(), truth.tags(), told.tags());
        }
    }

    private static Optional<ItemState> known(ItemState state) {
        return state == ItemState.UNKNOWN ? Optional.empty() : Optional.of(state);
    }

    private static <T> void same(String what, Object of, Optional<T> truth, Optional<T> told) {
        if (truth.isPresent()) {
            assertThat(told).as("the %s of %s", what, of).isEqualTo(truth);
        }
    }
}
