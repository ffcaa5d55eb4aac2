package io.modelkeep.spi;

import io.modelkeep.errors.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The lookup of installed providers. */
public final class StoreProviders {

    private static final System.Logger LOG = System.getLogger("io.modelkeep");

    /** The reserved names of this library's providers, with the only class that may have each name. */
    private static final Map<String, String> RESERVED = Map.of(
            "baseten", "io.modelkeep.baseten.BasetenProvider",
            "memory", "io.modelkeep.testkit.memory.MemoryProvider",
            "wandb-training", "io.modelkeep.wandb.training.WandbTrainingProvider",
            "weave", "io.modelkeep.weave.WeaveProvider");

    private StoreProviders() {}

    /**
     * Returns all providers that a class loader finds, sorted by name. A provider that cannot be loaded is logged and
     * left out.
     *
     * @throws ConfigurationException the class loader cannot look for providers
     */
    public static List<StoreProvider> all(ClassLoader loader) {
        List<StoreProvider> found = new ArrayList<>();
        Iterator<StoreProvider> services =
                ServiceLoader.load(StoreProvider.class, loader).iterator();
        String lastFailure = "";
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                // LinkageError: the provider needs a missing class, or was compiled for a newer Java.
                String failure = broken.toString();
                if (failure.equals(lastFailure)) {
                    // Each provider fails once. A class loader that cannot list its resources fails forever.
                    throw new ConfigurationException(List.of("the providers cannot be looked up: " + failure));
                }
                LOG.log(System.Logger.Level.WARNING, "a provider cannot be loaded: {0}", failure);
                lastFailure = failure;
            }
        }
        found.sort(Comparator.comparing(StoreProvider::name));
        return found;
    }

    /** Returns the class loader of this library. Providers are looked up there unless another class loader is given. */
    public static ClassLoader ownLoader() {
        ClassLoader loader = StoreProviders.class.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /**
     * Returns the only provider with a name. Another class cannot use a reserved name, even if this library's provider
     * is not installed.
     *
     * @throws ConfigurationException no provider or more than one has the name, or a foreign class has a reserved
     *     name; the message states the remedy
     */
    public static StoreProvider named(String name, List<StoreProvider> available) {
        List<StoreProvider> matches = available.stream()
                .filter(provider -> provider.name().equals(name))
                .toList();
        if (matches.size() == 1) {
            return pinned(name, matches.get(0));
        }
        if (matches.isEmpty()) {
            String names = available.stream().map(StoreProvider::name).collect(Collectors.joining(", "));
            throw new ConfigurationException(List.of("provider " + SafeText.of(name, 64) + " is not installed; "
                    + (available.isEmpty() ? "no provider is: add one to the class path" : "available: " + names)));
        }
        String classes =
                matches.stream().map(provider -> provider.getClass().getName()).collect(Collectors.joining(", "));
        throw new ConfigurationException(List.of(
                "provider " + name + " is installed more than once (" + classes + "); keep one on the class path"));
    }

    private static StoreProvider pinned(String name, StoreProvider provider) {
        String type = provider.getClass().getName();
        if (!RESERVED.getOrDefault(name, type).equals(type)) {
            throw new ConfigurationException(List.of("provider " + name + " is a reserved name, and " + type
                    + " is not its provider; remove " + type + " from the class path"));
        }
        return provider;
    }

    /** Reports whether a name is reserved for a provider of this library. */
    public static boolean isReserved(String name) {
        return RESERVED.containsKey(name);
    }

    /** Returns the common keys and the keys of the given providers. */
    public static Set<ConfigKey<?>> keys(List<StoreProvider> providers) {
        Set<ConfigKey<?>> keys = new LinkedHashSet<>();
        keys.add(CommonKeys.PROVIDER);
        keys.addAll(CommonKeys.ALL);
        providers.forEach(provider -> keys.addAll(provider.configKeys()));
        return keys;
    }
}
