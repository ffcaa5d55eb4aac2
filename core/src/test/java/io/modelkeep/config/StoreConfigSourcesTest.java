package io.modelkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.StoreProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigSourcesTest {

    @Test
    void laterSettingsWin() {
        StoreConfig config = StoreConfig.builder()
                .settings(Map.of("max-attempts", "1", "max-concurrency", "2"))
                .set("max-attempts", "5")
                .build();
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(5);
        assertThat(config.require(CommonKeys.MAX_CONCURRENCY)).isEqualTo(2);
    }

    @Test
    void aConfigurationDoesNotChangeWithWhatItWasMadeFrom() {
        Map<String, String> settings = new HashMap<>(Map.of("max-attempts", "1"));
        Map<String, String> environment = new HashMap<>(Map.of("ACME_API_KEY", "before"));
        StoreConfig.Builder builder = StoreConfig.builder().settings(settings).environment(environment);
        StoreConfig config = builder.build();
        settings.put("max-attempts", "2");
        environment.put("ACME_API_KEY", "after");
        builder.set("max-attempts", "3");
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(1);
        assertThat(config.require(FakeProviders.Acme.API_KEY).reveal()).isEqualTo("before");
    }

    @Test
    void propertiesCountWithTheirDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("max-attempts", "7");
        defaults.setProperty("max-concurrency", "7");
        Properties properties = new Properties(defaults);
        properties.setProperty("max-attempts", "2");
        StoreConfig config = StoreConfig.builder().properties(properties).build();
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(2);
        assertThat(config.require(CommonKeys.MAX_CONCURRENCY)).isEqualTo(7);
    }

    @Test
    void aFileIsReadAsUtf8Properties(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("store.properties"),
                "# comment\nprovider = acme\nacme.project=größe\nmax-attempts: 2\n");
        StoreConfig config = StoreConfig.builder().file(file).build();
        assertThat(config.provider()).isEqualTo("acme");
        assertThat(config.require(FakeProviders.Acme.PROJECT)).isEqualTo("größe");
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadIsAConfigurationProblem(@TempDir Path folder) throws IOException {
        Path latin1 = Files.write(folder.resolve("latin1"), new byte[] {'a', '=', (byte) 0xe4});
        Path escape = Files.writeString(folder.resolve("escape"), "a=\\uCANARY");
        for (Path file : List.of(folder.resolve("none"), folder, latin1, escape)) {
            assertThatThrownBy(() -> StoreConfig.builder().file(file))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            thrown -> assertThat(thrown.problems())
                                    .singleElement(STRING)
                                    .contains(file.toString())
                                    .doesNotContain("CANARY"))
                    .hasMessageNotContaining("CANARY")
                    .hasNoCause();
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("marked"), "\uFEFFprovider = acme\n");
        assertThat(StoreConfig.builder().file(file).build().provider()).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/urandom", "/dev"})
    @Timeout(20)
    void aDeviceOrADirectoryIsNoConfiguration(String path) {
        assumeTrue(Files.exists(Path.of(path)), "no such device");
        assertThatThrownBy(() -> StoreConfig.builder().file(Path.of(path)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the file " + path + " cannot be read: it is a d")
                .hasMessageEndingWith("; name a file");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        StoreConfig.Builder builder = StoreConfig.builder()
                .set("max-attempts", "5")
                .environment(Map.of("MODELKEEP_MAX_ATTEMPTS", "", "ACME_API_KEY", "", "MODELKEEP_CALL_TIMEOUT", "5s"))
                .fromEnvironment(StoreProviders.keys(List.of(Configs.ACME)));
        StoreConfig config = builder.build();
        assertThat(config).hasToString("StoreConfig[call-timeout, max-attempts]");
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(5);
    }

    @Test
    void theEnvironmentSetsKnownKeysAndOthersAreNotLookedAt() {
        StoreConfig config = StoreConfig.builder()
                .environment(Map.of(
                        "MODELKEEP_PROVIDER", "acme",
                        "MODELKEEP_ACME_API_KEY", "canary",
                        "MODELKEEP_CALL_TIMEOUT", "5s",
                        "MODELKEEP_HOME", "/opt/modelkeep",
                        "MODELKEEP_NO_SUCH_KEY", "x",
                        "modelkeep_max_attempts", "9",
                        "MAX_ATTEMPTS", "9"))
                .fromEnvironment(StoreProviders.keys(List.of(Configs.ACME)))
                .build();
        assertThat(config).hasToString("StoreConfig[acme.api-key, call-timeout, provider]");
        assertThat(config.provider()).isEqualTo("acme");
        assertThat(config.require(CommonKeys.CALL_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Configs.problems(config)).isEmpty();
    }

    @Test
    void theEnvironmentAloneSetsTheKeysOfTheProvidersThatAreFound() {
        StoreConfig config = StoreConfig.builder()
                .environment(Map.of("MODELKEEP_MAX_ATTEMPTS", "2", "MODELKEEP_ACME_API_KEY", "of none that is found"))
                .fromEnvironment()
                .build();
        assertThat(config).hasToString("StoreConfig[max-attempts]");
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void theKeysOfTheEnvironmentAreThoseOfEveryProviderGiven() {
        assertThat(StoreProviders.keys(List.of(Configs.ACME, new FakeProviders.Plain())))
                .contains(CommonKeys.PROVIDER, CommonKeys.PROXY, FakeProviders.Acme.API_KEY)
                .hasSize(1 + CommonKeys.ALL.size() + Configs.ACME.configKeys().size());
    }

    @Test
    void aMissingProviderIsAConfigurationProblem() {
        assertThatThrownBy(() -> StoreConfig.of(Map.of()).provider())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .singleElement(STRING)
                                .startsWith("provider "));
        assertThatThrownBy(() -> StoreConfig.of(Map.of("provider", " ")).provider())
                .isInstanceOf(ConfigurationException.class);
        assertThat(StoreConfig.of(Map.of("provider", " acme ")).provider()).isEqualTo("acme");
    }

    @Test
    void objectSettings_haveDefaults() {
        StoreConfig plain = StoreConfig.of(Map.of());
        assertThat(plain.listener()).isSameAs(StoreListener.NONE);
        assertThat(plain.timeSource()).isSameAs(TimeSource.REAL);
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        TimeSource timeSource = duration -> {};
        StoreListener listener = new StoreListener() {};
        StoreConfig config = StoreConfig.builder()
                .clock(clock)
                .timeSource(timeSource)
                .listener(listener)
                .build();
        assertThat(config.clock()).isSameAs(clock);
        assertThat(config.timeSource()).isSameAs(timeSource);
        assertThat(config.listener()).isSameAs(listener);
    }
}
