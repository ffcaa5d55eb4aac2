package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConfigurationException;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StoreDiscoveryTest {

    private static final StoreConfig ACME =
            Configs.config(Map.of(), Map.of("provider", "acme", "acme.api-key", "literal"));

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @Test
    void theProviderOfTheNameIsOpened() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Plain.class, FakeProviders.Acme.class);
                ModelkeepClient stores = ModelkeepClient.open(ACME, loader)) {
            assertThat(stores.provider()).isEqualTo("acme");
        }
    }

    @Test
    void providersAreListedByName() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Plain.class, FakeProviders.Acme.class)) {
            assertThat(StoreProviders.all(loader))
                    .extracting(StoreProvider::name)
                    .containsExactly("acme", "plain");
        }
    }

    @Test
    void withoutAnyProviderTheErrorAnnouncesNoListOfThem() throws IOException {
        try (URLClassLoader loader = finding()) {
            assertThatThrownBy(() -> ModelkeepClient.open(ACME, loader))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            thrown -> assertThat(thrown.problems())
                                    .singleElement(STRING)
                                    .contains(" acme ")
                                    .doesNotEndWith(": "));
        }
    }

    @Test
    void ourOwnClassLoaderFindsNoProviderInThisModule() throws IOException {
        assertThat(StoreProviders.all(StoreProviders.ownLoader())).isEmpty();
        try (URLClassLoader loader = finding()) {
            List<String> withoutAny = problems(() -> ModelkeepClient.open(ACME, loader));
            assertThat(problems(() -> ModelkeepClient.open(ACME))).isEqualTo(withoutAny);
            assertThat(problems(() -> ModelkeepClient.open(Map.of("provider", "acme"))))
                    .isEqualTo(withoutAny);
        }
    }

    @Test
    void anotherNameThanAnyIsAnErrorThatListsWhatThereIs() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Plain.class, FakeProviders.Acme.class)) {
            assertThatThrownBy(() -> ModelkeepClient.open(StoreConfig.of(Map.of("provider", "acne\n")), loader))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            thrown -> assertThat(thrown.problems())
                                    .singleElement(STRING)
                                    .contains(" acne ")
                                    .endsWith(" acme, plain"));
        }
    }

    @Test
    void twoOfANameAreAnErrorThatNamesBoth() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Acme.class, FakeProviders.OtherAcme.class)) {
            assertThatThrownBy(() -> ModelkeepClient.open(ACME, loader))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            thrown -> assertThat(thrown.problems())
                                    .singleElement(STRING)
                                    .contains(
                                            " acme ",
                                            FakeProviders.Acme.class.getName(),
                                            FakeProviders.OtherAcme.class.getName()));
        }
    }

    @Test
    void aNameOfThisLibraryIsGivenToNoOtherClass() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Impostor.class)) {
            StoreConfig weave = Configs.config(Map.of(), Map.of("provider", "weave"));
            assertThat(problems(() -> ModelkeepClient.open(weave, loader)))
                    .singleElement(STRING)
                    .contains(" weave ", FakeProviders.Impostor.class.getName());
        }
        assertThat(StoreProviders.isReserved("weave")).isTrue();
        assertThat(StoreProviders.isReserved("acme")).isFalse();
    }

    @Test
    void oneNamedTwiceByTheSameClassIsOne() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Acme.class, FakeProviders.Acme.class)) {
            assertThat(StoreProviders.all(loader)).hasSize(1);
        }
    }

    @Test
    void aBrokenProviderDoesNotHideAGoodOne() throws IOException {
        services(
                FakeProviders.Broken.class.getName(),
                "no.such.Provider",
                String.class.getName(),
                FakeProviders.Unloadable.class.getName(),
                FakeProviders.Acme.class.getName());
        try (URLClassLoader loader = loader();
                ModelkeepClient stores = ModelkeepClient.open(ACME, loader)) {
            assertThat(StoreProviders.all(loader)).hasSize(1);
            assertThat(stores.provider()).isEqualTo("acme");
        }
    }

    @Test
    void aServiceFileOfNonsenseDoesNotHideAGoodProvider() throws IOException {
        services("not a class name", FakeProviders.Plain.class.getName());
        Path other = folder.resolve("other");
        Path file = other.resolve("META-INF/services/" + StoreProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, FakeProviders.Acme.class.getName());
        URL[] both = {folder.toUri().toURL(), other.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(both, getClass().getClassLoader())) {
            assertThat(StoreProviders.all(loader))
                    .extracting(StoreProvider::name)
                    .contains("acme");
        }
    }

    @Test
    void aProviderBuiltForANewerJavaDoesNotHideAGoodOne() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("newer"));
        byte[] header = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0x7f, 0x7f, 0, 1};
        Files.write(classes.resolve("Provider.class"), header);
        services("newer.Provider", FakeProviders.Acme.class.getName());
        try (URLClassLoader loader = loader()) {
            assertThat(StoreProviders.all(loader))
                    .extracting(StoreProvider::name)
                    .containsExactly("acme");
        }
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aClassLoaderThatCannotLookIsAnErrorAndNoEndlessLoop() {
        ClassLoader blind = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("unreadable");
            }
        };
        assertThatThrownBy(() -> StoreProviders.all(blind))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .singleElement(STRING)
                                .contains(StoreProvider.class.getName()));
    }

    @Test
    void aConfigurationWithProblemsIsNotOpened() throws IOException {
        try (URLClassLoader loader = finding(FakeProviders.Acme.class)) {
            StoreConfig config = Configs.config(Configs.NO_HOME, Map.of("provider", "acme", "max-attempts", "0"));
            assertThatThrownBy(() -> ModelkeepClient.open(config, loader))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems()).hasSize(2));
        }
    }

    private static List<String> problems(ThrowingCallable call) {
        return catchThrowableOfType(ConfigurationException.class, call).problems();
    }

    private URLClassLoader finding(Class<?>... providers) throws IOException {
        services(List.of(providers).stream().map(Class::getName).toArray(String[]::new));
        return loader();
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private void services(String... classes) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(StoreProvider.class.getName()), List.of(classes));
    }
}
