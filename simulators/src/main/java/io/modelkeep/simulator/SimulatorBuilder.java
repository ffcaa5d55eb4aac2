package io.modelkeep.simulator;

import io.modelkeep.simulator.internal.RateLimit;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The settings that every simulator has. Not thread-safe; one builder can start several simulators.
 *
 * @param <B> the type of the builder
 */
public abstract class SimulatorBuilder<B extends SimulatorBuilder<B>> {
    private int port;
    private @Nullable String apiKey;
    private @Nullable RateLimit rateLimit;

    /** Creates a builder with the default settings. */
    protected SimulatorBuilder() {}

    /**
     * Starts a simulator.
     *
     * @throws java.io.UncheckedIOException if the port is not available
     */
    public abstract Simulator start();

    /** Returns this builder. */
    protected abstract B self();

    /** Sets the port to listen on. The default 0 selects any free port. */
    public final B port(int port) {
        this.port = port;
        return self();
    }

    /**
     * Sets the API key to accept. The default is a random key for each simulator.
     *
     * @throws IllegalArgumentException if the key is empty or not made of visible ASCII characters
     */
    public final B apiKey(String apiKey) {
        if (apiKey.isEmpty() || !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("an API key must consist of visible ASCII characters");
        }
        this.apiKey = apiKey;
        return self();
    }

    /**
     * Answers 429 to requests beyond this number in a time window, with the time to wait in seconds.
     *
     * <p>A window opens with the first request after the previous window. Only operations that need a key count. By
     * default there is no limit.
     *
     * @throws IllegalArgumentException if the number or the window is not positive
     */
    public B rateLimit(int requests, Duration window) {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "the number and the window of a rate limit must be positive: " + requests + " in " + window);
        }
        this.rateLimit = new RateLimit(requests, window, System::nanoTime);
        return self();
    }

    protected final int port() {
        return port;
    }

    protected final String apiKey() {
        return apiKey == null ? randomKey() : apiKey;
    }

    /** Returns an unused limit, or null if there is no limit. */
    protected final @Nullable RateLimit rateLimit() {
        return rateLimit == null ? null : rateLimit.unused();
    }

    /** Returns a random key of forty hexadecimal digits, the format of W&amp;B keys. */
    protected String randomKey() {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
