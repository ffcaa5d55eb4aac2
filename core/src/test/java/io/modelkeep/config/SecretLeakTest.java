package io.modelkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.errors.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretLeakTest {

    private static final String CANARY = "canary-4f1d";

    @Test
    void aSecretDoesNotPrintItself() {
        Secret secret = Secret.of(CANARY);
        assertThat(secret).hasToString("Secret[***]");
        assertThat(String.format("%s %s", secret, List.of(secret))).doesNotContain(CANARY);
        assertThat(secret.reveal()).isEqualTo(CANARY);
    }

    @Test
    void secret_hasNoValueEquality() {
        assertThat(Secret.of(CANARY)).isNotEqualTo(Secret.of(CANARY));
        assertThat(Secret.of(CANARY).hashCode()).isNotEqualTo(CANARY.hashCode());
    }

    @Test
    void aSecretHasNothingThatASerialiserPicksUp() {
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
        assertThat(Arrays.stream(Secret.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == Secret.class)
                        .map(Method::getName))
                .containsExactlyInAnyOrder("of", "reveal", "toString");
        assertThat(Arrays.stream(Secret.class.getDeclaredFields()))
                .allMatch(field -> Modifier.isPrivate(field.getModifiers()));
    }

    @Test
    void neitherSecretNorConfigurationCanBeSerialised() {
        assertThatThrownBy(() -> serialised(Secret.of(CANARY))).isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> serialised(config())).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void aConfigurationPrintsTheNamesOfItsKeysOnly() {
        assertThat(config()).hasToString("StoreConfig[acme.api-key, acme.base-url, max-attempts]");
    }

    @Test
    void noFailureRepeatsALiteral() throws IOException {
        for (String literal : List.of(CANARY + " x", CANARY + "\n", CANARY + "ä", " " + CANARY, CANARY + "\u0000")) {
            Map<String, String> settings = Map.of(
                    "acme.api-key",
                    literal,
                    "acme.base-url",
                    "https://u:" + CANARY + "@h",
                    "acme.apikey",
                    CANARY,
                    "proxy",
                    "http://u:" + CANARY + "@proxy:1");
            StoreConfig config = Configs.config(Map.of("HOME", "/nonexistent"), settings);
            assertNoCanary(catchThrowable(() -> config.check(Configs.ACME, List.of(Configs.ACME))));
            assertNoCanary(catchThrowable(() -> config.get(FakeProviders.Acme.API_KEY)));
            assertNoCanary(catchThrowable(() -> config.require(FakeProviders.Acme.BASE_URL)));
            assertNoCanary(catchThrowable(() -> Secret.of(literal)));
        }
    }

    @Test
    void noFailureRepeatsWhatAReferenceLeadsTo() throws IOException {
        StoreConfig config =
                Configs.config(Map.of("KEY", CANARY + " x", "ACME_API_KEY", CANARY), Map.of("acme.api-key", "env:KEY"));
        assertNoCanary(catchThrowable(() -> config.check(Configs.ACME, List.of())));
    }

    private static StoreConfig config() {
        return Configs.config(
                Map.of("ACME_API_KEY", CANARY),
                Map.of("acme.api-key", CANARY, "acme.base-url", "https://h/" + CANARY, "max-attempts", "1"));
    }

    private static void assertNoCanary(Throwable thrown) throws IOException {
        assertThat(thrown).isNotNull();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).doesNotContain(CANARY);
        assertThat(serialised(thrown)).doesNotContain(CANARY);
        if (thrown instanceof StoreException failure) {
            assertThat(failure.toMap().toString()).doesNotContain(CANARY);
        }
        if (thrown instanceof ConfigurationException failure) {
            assertThat(failure.problems().toString()).doesNotContain(CANARY);
        }
    }

    private static String serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
