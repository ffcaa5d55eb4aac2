package io.modelkeep.wandb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.wandb.training.internal.api.WandbTrainingService;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two documented hosts, their base URLs in each spelling, and the key that belongs to them. */
class DocumentedHostsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.training.wandb.ai/v1, https://api.training.wandb.ai/v1",
        "https://api.training.wandb.ai, https://api.training.wandb.ai/v1",
        "https://api.training.wandb.ai/v1/, https://api.training.wandb.ai/v1",
        "https://forge.coreweave.com/api/training, https://forge.coreweave.com/api/training/v1",
        "https://forge.coreweave.com/api/training/v1, https://forge.coreweave.com/api/training/v1",
    })
    void theVersionStandsInThePathOnce(String configured, String used) {
        assertThat(WandbTrainingService.withVersion(URI.create(configured))).isEqualTo(URI.create(used));
    }

    private static StoreConfig config(String baseUrl) {
        return StoreConfig.builder()
                .environment(Map.of("WANDB_API_KEY", "0123456789abcdef", "HOME", "nowhere"))
                .set("provider", "wandb-training")
                .set("wandb-training.base-url", baseUrl)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.training.wandb.ai/v1", "https://forge.coreweave.com/api/training"})
    void theKeyOfTheEnvironmentServesTheDocumentedHosts(String baseUrl) {
        try (ModelkeepClient stores = ModelkeepClient.open(config(baseUrl))) {
            assertThat(stores.provider()).isEqualTo("wandb-training");
            assertThat(baseUrl).startsWith(stores.origin() + "/");
            assertThat(stores.account()).isEmpty();
        }
    }

    @Test
    void theKeyOfTheEnvironmentServesNoOtherHost() {
        assertThatThrownBy(() -> ModelkeepClient.open(config("https://api.training.wandb.ai.example.org/v1")))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems()).hasSize(1));
    }
}
