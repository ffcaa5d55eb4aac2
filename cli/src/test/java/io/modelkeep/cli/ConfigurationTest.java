package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.CommonKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("the environment beats the file, and -s beats both, before the command or behind it")
    void sources(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("modelkeep.properties"), """
                max-attempts=2
                max-concurrency=2
                fake.base-url=https://from.file
                call-timeout=9s
                """);

        Run run = Run.on(service)
                .environment("MODELKEEP_MAX_CONCURRENCY", "3")
                .environment("MODELKEEP_FAKE_BASE_URL", "https://from.environment")
                .command(
                        "-c",
                        file.toString(),
                        "-s",
                        "fake.base-url=https://from.line",
                        "-s",
                        "request-timeout=3s",
                        "-s=max-retry-delay=4s",
                        "models",
                        "list",
                        "-s",
                        "call-timeout=7s");

        assertThat(run.err()).isEmpty();
        StoreConfig config = Objects.requireNonNull(service.opened);
        assertThat(config.get(CommonKeys.MAX_ATTEMPTS)).contains(2);
        assertThat(config.get(CommonKeys.MAX_CONCURRENCY)).contains(3);
        assertThat(config.get(FakeProvider.BASE_URL).map(Object::toString)).contains("https://from.line");
        assertThat(config.get(CommonKeys.CALL_TIMEOUT).map(Object::toString)).contains("PT7S");
        assertThat(config.get(CommonKeys.REQUEST_TIMEOUT).map(Object::toString)).contains("PT3S");
        assertThat(config.get(CommonKeys.MAX_RETRY_DELAY).map(Object::toString)).contains("PT4S");
    }

    @Test
    @DisplayName("an explicit key beats the default credential of the environment")
    void explicitCredential() {
        Run run = Run.on(service)
                .withoutEnvironment()
                .environment("FAKE_API_KEY", "from-environment")
                .command("-s", "provider=fake", "-s", "fake.service=test", "-s", "fake.api-key=a=b", "models", "list");

        assertThat(run.code()).isZero();
        assertThat(Objects.requireNonNull(service.opened)
                        .require(FakeProvider.API_KEY)
                        .reveal())
                .isEqualTo("a=b");
    }

    @Test
    @DisplayName("the last of several -s for a key counts, and an empty value is a value")
    void repeated() {
        Run run = Run.on(service)
                .command("-s", "max-attempts=0", "-s", "max-attempts=5", "-s", "fake.base-url=", "models", "list");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("fake.base-url").doesNotContain("max-attempts");
    }

    @Test
    @DisplayName("all problems are told on one line, without the value of a secret")
    void problems() {
        Run run = Run.on(service)
                .command(
                        "-s",
                        "fake.api-kee=SECRET-9",
                        "-s",
                        "max-attempts=99",
                        "-s",
                        "fake.api-key=SECRET 9",
                        "models",
                        "list");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("did you mean fake.api-key?", "max-attempts", "modelkeep providers")
                .doesNotContain("SECRET");
    }

    @Test
    @DisplayName("a credential given without its key is not repeated")
    void credentialWithoutKey() {
        assertThat(Run.on(service).command("-s", "SECRET-9", "models", "list").err())
                .contains("KEY=VALUE")
                .doesNotContain("SECRET");
    }

    @Test
    @DisplayName("-s without anything behind it is wrong syntax")
    void nothingBehind() {
        Run run = Run.on(service).command("models", "list", "-s");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains("KEY=VALUE");
    }

    @Test
    @DisplayName("without a provider, or with one that is not installed, it says which there are")
    void provider() {
        Run none = Run.on(service).withoutEnvironment().command("models", "list");
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("provider is missing");

        Run unknown = Run.on(service).command("-s", "provider=other", "models", "list");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("available: baseten, fake, wandb-training, weave");
    }

    @Test
    @DisplayName("a file that is not there is a configuration problem")
    void noFile(@TempDir Path folder) {
        Run run = Run.on(service).command("-c", folder.resolve("none").toString(), "models", "list");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains("none cannot be read");
    }
}
