package io.modelkeep.integration.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same pipelines, from one file of settings, on another provider: one line changes. */
class SwapTest {

    private static final int ALL = 130;
    private static final int POOR = 120;

    private final Providers providers = new Providers();

    @AfterEach
    void close() {
        providers.close();
    }

    /** Walks the checkpoints, deletes all but some, reads back; returns what is left. */
    private static List<CheckpointId> thinOut(Map<String, String> settings, RunId run, Set<CheckpointId> keep) {
        try (ModelkeepClient stores = ModelkeepClient.open(settings)) {
            CheckpointStore checkpoints = stores.require(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE)
                    .checkpoints();
            List<CheckpointId> poor = checkpoints.stream(run)
                    .map(Checkpoint::id)
                    .filter(id -> !keep.contains(id))
                    .toList();
            assertThat(checkpoints.delete(run, poor).orThrow().summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, poor.size()));
            return checkpoints.stream(run).map(Checkpoint::id).toList();
        }
    }

    /** The same for the versions of a model. */
    private static List<VersionId> thinOut(Map<String, String> settings, ModelId model, Set<VersionId> keep) {
        try (ModelkeepClient stores = ModelkeepClient.open(settings)) {
            ModelStore models = stores.require(Capability.VERSION_LIST, Capability.VERSION_DELETE)
                    .models();
            List<VersionId> poor = models.streamVersions(model)
                    .map(ModelVersion::id)
                    .filter(id -> !keep.contains(id))
                    .toList();
            assertThat(models.deleteVersions(model, poor).orThrow().summary())
                    .isEqualTo(Map.of(DeleteOutcome.DELETED, poor.size()));
            return models.streamVersions(model).map(ModelVersion::id).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wandb-training", "baseten", "memory"})
    void checkpointsAreThinnedOutOn(String provider) {
        StoreFixture fixture = providers.fixture(provider);
        RunId run = fixture.givenRun(ALL);
        RunId other = fixture.givenRun(3);
        List<CheckpointId> keep = fixture.checkpoints(run).subList(POOR, ALL);

        List<CheckpointId> left = thinOut(providers.settings(provider), run, Set.copyOf(keep));

        assertThat(left).containsExactlyInAnyOrderElementsOf(keep);
        assertThat(fixture.checkpoints(run)).containsExactlyInAnyOrderElementsOf(keep);
        assertThat(fixture.checkpoints(other)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weave", "baseten", "memory"})
    void versionsAreThinnedOutOn(String provider) {
        StoreFixture fixture = providers.fixture(provider);
        ModelId model = fixture.givenModel("agent");
        Set<VersionId> keep = new HashSet<>(fixture.versions(model));
        List<VersionId> added = fixture.givenVersions(model, ALL);
        keep.addAll(added.subList(POOR, ALL));
        ModelId other = fixture.givenModel("another");
        List<VersionId> ofOther = fixture.versions(other);

        List<VersionId> left = thinOut(providers.settings(provider), model, keep);

        assertThat(left).containsExactlyInAnyOrderElementsOf(keep);
        assertThat(fixture.versions(model)).containsExactlyInAnyOrderElementsOf(keep);
        assertThat(fixture.versions(other)).isEqualTo(ofOther);
    }

    @Test
    void aSwapIsOneChangedLine() {
        for (String from : Providers.NAMES) {
            for (String to : Providers.NAMES) {
                Map<String, String> before = providers.settings(from);
                Map<String, String> after = providers.settings(to);
                before.put("provider", to);
                assertThat(before).isEqualTo(after);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wandb-training", "weave", "baseten"})
    void missingCapability_isReportedAtStartAndByTheCallAlike(String provider) {
        try (ModelkeepClient stores = ModelkeepClient.open(providers.settings(provider))) {
            Set<Capability> missing = Arrays.stream(Capability.values())
                    .filter(capability -> !stores.models().capabilities().contains(capability)
                            && !stores.checkpoints().capabilities().contains(capability))
                    .collect(Collectors.toSet());
            assertThat(missing).isNotEmpty();

            UnsupportedCapabilityException all = catchThrowableOfType(
                    UnsupportedCapabilityException.class, () -> stores.require(Capability.values()));
            assertThat(all.missing()).isEqualTo(missing);
            for (Capability lacked : missing) {
                UnsupportedCapabilityException one =
                        catchThrowableOfType(UnsupportedCapabilityException.class, () -> stores.require(lacked));
                assertThat(one).hasMessage(new UnsupportedCapabilityException(provider, lacked).getMessage());
            }
        }
    }
}
