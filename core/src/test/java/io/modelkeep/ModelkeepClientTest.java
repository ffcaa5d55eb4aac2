package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.FakeProviders.FakeStores;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelkeepClientTest {

    private static final ModelkeepClient STORES = new FakeStores(
            "fake", Set.of(Capability.MODEL_DELETE), Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE));

    @Test
    void capabilitiesAreThoseOfBothStores() {
        assertThat(STORES.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.MODEL_DELETE, Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
        assertThat(STORES.capabilities(new RunId("run")))
                .containsExactlyInAnyOrder(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_DELETE);
        assertThatThrownBy(() -> STORES.capabilities().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** The build sets no variable of the library. */
    @Test
    void anEnvironmentWithoutAProviderIsNamed() {
        assertThatThrownBy(ModelkeepClient::fromEnvironment)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("provider");
    }

    @Test
    void capabilitiesOfBothStores_areCombined() {
        assertThat(STORES.require(Capability.MODEL_DELETE, Capability.CHECKPOINT_DELETE))
                .isSameAs(STORES);
    }

    @Test
    void nothingNeededIsAlwaysThere() {
        assertThat(STORES.require()).isSameAs(STORES);
    }

    @Test
    void allThatIsMissingIsNamedAtOnceWithoutWhatIsThere() {
        assertThatThrownBy(() -> STORES.require(
                        Capability.VERSION_DELETE,
                        Capability.MODEL_DELETE,
                        Capability.MODEL_CREATE,
                        Capability.VERSION_DELETE,
                        Capability.CHECKPOINT_ORDER))
                .isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
                    assertThat(refusal.missing())
                            .containsExactly(
                                    Capability.MODEL_CREATE, Capability.VERSION_DELETE, Capability.CHECKPOINT_ORDER);
                    assertThat(refusal.provider()).contains("fake");
                    assertThat(refusal.getMessage())
                            .contains(refusal.missing().stream()
                                    .map(Capability::label)
                                    .toList())
                            .doesNotContain(Capability.MODEL_DELETE.label());
                });
    }
}
