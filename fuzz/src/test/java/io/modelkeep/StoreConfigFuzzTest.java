package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.fuzz.Refusal;
import io.modelkeep.fuzz.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Any file of settings opens stores, or is refused with what is wrong with it; nothing is asked of a network. */
class StoreConfigFuzzTest {

    private static final Map<String, String> KEYS =
            Map.of("wandb-training.api-key", Refusal.KEY, "weave.api-key", Refusal.KEY, "baseten.api-key", Refusal.KEY);

    @Seeded
    @FuzzTest
    void aFileIsTakenOrRefusedInWords(byte[] settings) throws IOException {
        Path file = Files.createTempFile("settings", ".properties");
        try {
            Files.write(file, settings);
            open(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void open(Path file) {
        try {
            StoreConfig config = StoreConfig.builder()
                    .file(file)
                    .settings(KEYS)
                    .environment(Map.of("HOME", "/nonexistent", "WANDB_API_KEY", Refusal.KEY))
                    .build();
            assertThat(config.toString()).doesNotContain(Refusal.KEY);
            ModelkeepClient.open(config).close();
        } catch (ConfigurationException refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.toString()).doesNotContain(Refusal.KEY);
            refused.problems()
                    .forEach(problem -> assertThat(problem.codePoints()).noneMatch(Character::isISOControl));
        }
    }
}
