package io.modelkeep.integration.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live tests of Weave, on a simulator in its place: all of them hold, and what others have there stays. */
class WeaveLaneTest {

    private static final Pattern NAME = Pattern.compile("\"(?:name|object_id)\":\"([^\"]*)\"");

    private final WeaveSimulator service = WeaveSimulator.start();
    private final List<String> foreign =
            List.of("agent", "listed-0", "called", "undeclared", "contract-" + UUID.randomUUID());

    private final LiveEnvironment environment = new LiveEnvironment(Map.of(
            LiveEnvironment.WANDB_KEY,
            service.apiKey(),
            LiveEnvironment.WANDB_ENTITY,
            "team",
            LiveEnvironment.WANDB_PROJECT,
            "kept",
            LiveEnvironment.WEAVE_URL,
            service.baseUrl().toString()));

    @BeforeEach
    void others() {
        foreign.forEach(name -> service.addVersions("team", "kept", service.addModel("team", "kept", name), 2));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private LiveFixture fixture() {
        return LiveService.WEAVE.fixture(environment);
    }

    private static ModelkeepClient open(LiveFixture fixture) {
        return fixture.open(StoreConfig.of(fixture.config()));
    }

    private void assertOnlyTheOthersAreLeft() {
        assertThat(service.models("team", "kept")).containsExactlyElementsOf(foreign);
        assertThat(foreign).allSatisfy(name -> {
            assertThat(service.versions("team", "kept", name)).hasSize(3);
            assertThat(service.deletedVersions("team", "kept", name)).isEmpty();
        });
    }

    @Test
    void everyClauseHoldsAndNothingIsLeft() throws Exception {
        LaneRun run = LaneRun.models(this::fixture);

        assertThat(run.skipped()).isEmpty();
        assertThat(run.proved()).hasSizeGreaterThan(50).contains("M5", "M30", "M33", "M41", "M58", "M76");
        assertOnlyTheOthersAreLeft();
        assertThat(LaneRun.changes(service)).hasSizeGreaterThan(1_000).allSatisfy(change -> {
            Matcher named = NAME.matcher(change.bodyText());
            String what = named.find() ? named.group(1) : change.path().replaceFirst(".*/models/", "");
            assertThat(what).matches(Ledger.NAME);
        });
    }

    @Test
    void itemsOfOthers_cannotBeDeleted() {
        VersionId version =
                new VersionId(service.versions("team", "kept", "agent").get(0).digest());
        ModelId agent = new ModelId("agent");
        ModelId ofAnotherRun = new ModelId(foreign.get(foreign.size() - 1));
        try (LiveFixture fixture = fixture();
                LiveFixture other = fixture();
                ModelkeepClient stores = open(fixture)) {
            for (ModelId model : List.of(agent, ofAnotherRun, other.givenModel("given"))) {
                assertThatThrownBy(() -> stores.models().delete(model)).isInstanceOf(AssertionError.class);
                assertThatThrownBy(() -> stores.models().delete(model, DeleteMode.FORCE))
                        .isInstanceOf(AssertionError.class);
                assertThatThrownBy(() -> stores.models().deleteVersions(model, List.of(version)))
                        .isInstanceOf(AssertionError.class);
            }
            assertThatThrownBy(() -> fixture.remove(agent)).isInstanceOf(AssertionError.class);
            assertThat(LaneRun.changes(service)).hasSize(1);
        }
        assertOnlyTheOthersAreLeft();
    }

    @Test
    void closingDeletesWhatWasMadeInEitherWay() {
        try (LiveFixture fixture = fixture();
                ModelkeepClient stores = open(fixture)) {
            ModelId given = fixture.givenModel("given");
            fixture.givenVersions(given, 20);
            Model created = stores.models().create(fixture.modelSpec("created").build());
            ModelId gone = fixture.givenModel("gone");
            assertThat(stores.models().delete(gone).outcome()).isEqualTo(DeleteOutcome.DELETED);

            assertThat(fixture.models()).containsExactlyInAnyOrder(given, created.id());
            assertThat(service.models("team", "kept")).hasSize(foreign.size() + 2);
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertOnlyTheOthersAreLeft();
    }

    @Test
    void closingDeletesWhatAnAnswerWasLostOf() {
        try (LiveFixture fixture = fixture()) {
            service.inject(
                    "create-model",
                    SimulatedFault.answer(500, "application/json", "{}").applied());
            assertThatThrownBy(() -> fixture.givenModel("lost")).isInstanceOf(IllegalStateException.class);
            assertThat(service.models("team", "kept")).hasSize(foreign.size() + 1);
        }
        assertOnlyTheOthersAreLeft();
    }

    @Test
    void undeletableItem_isNamed() {
        LiveFixture fixture = fixture();
        ModelId stuck = fixture.givenModel("stuck");
        for (int i = 0; i < 3; i++) {
            service.inject(
                    "delete-model", SimulatedFault.answer(403, "application/json", "{\"reason\":\"Forbidden\"}"));
        }
        assertThatThrownBy(fixture::close).isInstanceOf(AssertionError.class).hasMessageContaining(stuck.value());
        assertThat(fixture.models()).containsExactly(stuck);
        fixture.close();
        assertOnlyTheOthersAreLeft();
    }

    @Test
    void theTruthIsThatOfTheService() {
        try (LiveFixture fixture = fixture()) {
            ModelId model = fixture.givenModel("given");
            List<VersionId> added = fixture.givenVersions(model, 3);
            service.delete("team", "kept", model.value(), added.get(0).value());
            assertThat(fixture.versions(model))
                    .extracting(VersionId::value)
                    .containsExactlyInAnyOrderElementsOf(service.versions("team", "kept", model.value()).stream()
                            .map(SimulatedVersion::digest)
                            .toList())
                    .doesNotContain(added.get(0).value());
        }
    }
}
