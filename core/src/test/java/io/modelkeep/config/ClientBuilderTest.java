package io.modelkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClientBuilderTest {

    @Test
    void eachSetterSetsTheValueOfItsKey() {
        StoreConfig config = ModelkeepClient.builder()
                .provider("memory")
                .requestTimeout(Duration.ofSeconds(3))
                .callTimeout(Duration.ofMinutes(4))
                .connectTimeout(Duration.ofMillis(250))
                .maxAttempts(3)
                .maxRetryDelay(Duration.ofSeconds(5))
                .maxConcurrency(7)
                .maxResponseSize(1 << 20)
                .proxy(URI.create("http://localhost:3128"))
                .trustStore(Path.of("pom.xml"))
                .config();

        assertThat(config.provider()).isEqualTo("memory");
        assertThat(config.require(CommonKeys.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.require(CommonKeys.CALL_TIMEOUT)).isEqualTo(Duration.ofMinutes(4));
        assertThat(config.require(CommonKeys.CONNECT_TIMEOUT)).isEqualTo(Duration.ofMillis(250));
        assertThat(config.require(CommonKeys.MAX_ATTEMPTS)).isEqualTo(3);
        assertThat(config.require(CommonKeys.MAX_RETRY_DELAY)).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.require(CommonKeys.MAX_CONCURRENCY)).isEqualTo(7);
        assertThat(config.require(CommonKeys.MAX_RESPONSE_SIZE)).isEqualTo(1 << 20);
        assertThat(config.require(CommonKeys.PROXY)).isEqualTo(URI.create("http://localhost:3128"));
        assertThat(config.require(CommonKeys.TRUST_STORE)).isEqualTo(Path.of("pom.xml"));
    }

    @Test
    void everyCommonKeyWithoutASecretHasASetter() {
        Set<String> setters = Arrays.stream(ClientBuilder.class.getMethods())
                .map(method -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(setters)
                .containsAll(CommonKeys.ALL.stream()
                        .map(ConfigKey::name)
                        .filter(name -> !Set.of("proxy-user", "proxy-password").contains(name))
                        .toList());
    }

    @Test
    void theLastSettingOfAKeyHolds() {
        assertThat(ModelkeepClient.builder()
                        .maxAttempts(3)
                        .set("max-attempts", "4")
                        .settings(Map.of("call-timeout", "9s"))
                        .callTimeout(Duration.ofSeconds(8))
                        .config()
                        .require(CommonKeys.CALL_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(8));
        assertThat(ModelkeepClient.builder()
                        .maxAttempts(3)
                        .set("max-attempts", "4")
                        .config()
                        .require(CommonKeys.MAX_ATTEMPTS))
                .isEqualTo(4);
    }

    @Test
    void aTypedValueIsRefusedLikeItsText() {
        for (Duration refused : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(500)}) {
            assertThatThrownBy(() -> ModelkeepClient.builder()
                            .requestTimeout(refused)
                            .config()
                            .require(CommonKeys.REQUEST_TIMEOUT))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("request-timeout");
        }
        assertThatThrownBy(
                        () -> ModelkeepClient.builder().maxAttempts(0).config().require(CommonKeys.MAX_ATTEMPTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max-attempts");
    }

    @Test
    void aListenerIsAdded() {
        StoreListener listener = new StoreListener() {};

        assertThat(ModelkeepClient.builder().listener(listener).config().listener())
                .isSameAs(listener);
    }

    @Test
    void openingChecksTheSettings() {
        assertThatThrownBy(() -> ModelkeepClient.builder().open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("provider is missing");
    }
}
