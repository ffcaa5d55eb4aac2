package io.modelkeep;

import io.modelkeep.config.Secret;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Providers on the test class path; a test that wants one found writes the service file itself. */
public final class FakeProviders {

    private FakeProviders() {}

    /** A store of a provider that can do some things. */
    record FakeStores(String provider, Set<Capability> ofModels, Set<Capability> ofCheckpoints)
            implements ModelkeepClient {

        @Override
        public String origin() {
            return "https://" + provider + ".example";
        }

        @Override
        public Map<String, String> account() {
            return Map.of();
        }

        @Override
        public ModelStore models() {
            return new ModelStore() {
                @Override
                public String provider() {
                    return provider;
                }

                @Override
                public Set<Capability> capabilities() {
                    return ofModels;
                }
            };
        }

        @Override
        public CheckpointStore checkpoints() {
            return new CheckpointStore() {
                @Override
                public String provider() {
                    return provider;
                }

                @Override
                public Set<Capability> capabilities() {
                    return ofCheckpoints;
                }
            };
        }

        @Override
        public ListenerRegistration addListener(StoreListener listener) {
            return () -> {};
        }

        @Override
        public void close() {}
    }

    /** A provider with every kind of key. */
    public static class Acme implements StoreProvider {

        public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
                "acme.base-url",
                "where the service answers",
                "https://api.acme.example/v1",
                List.of("api.acme.example", "eu.acme.example"));
        public static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
                "acme.api-key", "the key", List.of("env:ACME_API_KEY", "netrc:api.acme.example"), BASE_URL);
        public static final ConfigKey<String> PROJECT = ConfigKey.text("acme.project", "the project");
        static final ConfigKey<String> SCHEME =
                ConfigKey.choice("acme.auth-scheme", "how the key is sent", List.of("api-key", "bearer"));
        static final ConfigKey<Duration> PAUSE = ConfigKey.duration("acme.pause", "a pause");

        @Override
        public String name() {
            return "acme";
        }

        @Override
        public Set<ConfigKey<?>> configKeys() {
            return new LinkedHashSet<>(List.of(BASE_URL, API_KEY, PROJECT, SCHEME, PAUSE));
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            return new FakeStores(name(), Set.of(), Set.of());
        }
    }

    /** A second one of the same name. */
    public static final class OtherAcme extends Acme {}

    /** One without a key of its own. */
    public static class Plain implements StoreProvider {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public Set<ConfigKey<?>> configKeys() {
            return Set.of();
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            return new FakeStores(name(), Set.of(), Set.of());
        }
    }

    /** One that calls itself like a provider of this library. */
    public static final class Impostor extends Plain {

        @Override
        public String name() {
            return "weave";
        }
    }

    /** One that cannot be made. */
    public static final class Broken extends Plain {

        public Broken() {
            throw new IllegalStateException("out of order");
        }
    }

    /** One whose class cannot be initialised. */
    public static final class Unloadable extends Plain {

        static final int PORT = Integer.parseInt("no number");
    }
}
