package io.modelkeep.testkit.internal.support;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A class loader that simulates an additional jar, which registers a provider under an arbitrary name. */
public final class ImpostorLoader extends ClassLoader {

    /** The class name of the provider in that jar. */
    public static final String CLASS = Impostor.class.getName();

    private static final String SERVICES = "META-INF/services/" + StoreProvider.class.getName();

    private final URL services;
    private final boolean alone;

    private ImpostorLoader(String name, URL services, boolean alone) {
        super(name, Impostor.class.getClassLoader());
        this.services = services;
        this.alone = alone;
    }

    /**
     * Writes the service file of the jar.
     *
     * @param alone whether no other jar registers a provider
     */
    public static ImpostorLoader of(Folder jar, String name, boolean alone) throws IOException {
        jar.put(SERVICES, CLASS.getBytes(StandardCharsets.UTF_8));
        return new ImpostorLoader(name, jar.path().resolve(SERVICES).toUri().toURL(), alone);
    }

    /** A provider whose name is that of its class loader. */
    public static final class Impostor implements StoreProvider {

        /** Creates the provider for {@link java.util.ServiceLoader}. */
        public Impostor() {}

        @Override
        public String name() {
            return Optional.ofNullable(getClass().getClassLoader().getName()).orElse("");
        }

        @Override
        public Set<ConfigKey<?>> configKeys() {
            return Set.of();
        }

        @Override
        public ModelkeepClient open(StoreConfig config) {
            throw new AssertionError("a provider of another jar received the configuration");
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(CLASS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define() : loaded;
        }
    }

    private Class<?> define() throws ClassNotFoundException {
        String file = CLASS.substring(CLASS.lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = ImpostorLoader.class.getResourceAsStream(file)) {
            byte[] read = Optional.ofNullable(bytes)
                    .orElseThrow(ClassNotFoundException::new)
                    .readAllBytes();
            return defineClass(CLASS, read, 0, read.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(CLASS, unreadable);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals(SERVICES)) {
            return super.getResources(name);
        }
        List<URL> found = new ArrayList<>(List.of(services));
        if (!alone) {
            found.addAll(Collections.list(super.getResources(name)));
        }
        return Collections.enumeration(found);
    }
}
