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

/** Finds the providers that are installed. */
public final class StoreProviders {

    private static final System.Logger LOG = System.getLogger("io.modelkeep");

    /** The names of this library's own providers, and the only classes that may have them. */
    private static final Map<String, String> RESERVED = Map.of(
            "baseten", "io.modelkeep.baseten.BasetenProvider",
            "memory", "io.modelkeep.testkit.memory.MemoryProvider",
            "wandb-training", "io.modelkeep.wandb.training.WandbTrainingProvider",
            "weave", "io.modelkeep.weave.WeaveProvider");

    private StoreProviders() {}

    /**
     * All providers a class loader finds, by name; one that cannot be loaded is logged and left out.
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
                // LinkageError: a class it builds on is missing, or it was compiled for a newer Java.
                String failure = broken.toString();
                if (failure.equals(lastFailure)) {
                    // Each provider fails once; a class loader that cannot list its resources fails without an end.
                    throw new ConfigurationException(List.of("the providers cannot be looked up: " + failure));
                }
                LOG.log(System.Logger.Level.WARNING, "a provider cannot be loaded: {0}", failure);
                lastFailure = failure;
            }
        }
        found.sort(Comparator.comparing(StoreProvider::name));
        return found;
    }

    /** The class loader that has this library, where providers are looked for unless another one is given. */
    public static ClassLoader ownLoader() {
        ClassLoader loader = StoreProviders.class.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /**
     * The one provider of a name. A name of this library's own is given to no other class, whether ours is there or not.
     *
     * @throws ConfigurationException none, more than one, or a class that must not, has that name; the message lists what
     *     there is
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
            throw new ConfigurationException(List.of("provider " + name + " is a name of this library, and " + type
                    + " is none of its classes; remove that from the class path"));
        }
        return provider;
    }

    /** Whether a name is one of this library's own, which no other provider can have. */
    public static boolean isReserved(String name) {
        return RESERVED.containsKey(name);
    }

    /** The common keys and those of each provider given. */
    public static Set<ConfigKey<?>> keys(List<StoreProvider> providers) {
        Set<ConfigKey<?>> keys = new LinkedHashSet<>();
        keys.add(CommonKeys.PROVIDER);
        keys.addAll(CommonKeys.ALL);
        providers.forEach(provider -> keys.addAll(provider.configKeys()));
        return keys;
    }
}
