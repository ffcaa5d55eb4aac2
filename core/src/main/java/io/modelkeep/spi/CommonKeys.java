package io.modelkeep.spi;

import io.modelkeep.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys that every provider accepts. */
public final class CommonKeys {

    /** The provider to open. */
    public static final ConfigKey<String> PROVIDER = ConfigKey.text("provider", "the provider to open");

    /** The maximum time of one attempt, including its body. */
    public static final ConfigKey<Duration> REQUEST_TIMEOUT = ConfigKey.duration(
                    "request-timeout", "the longest one attempt may take, its body included")
            .withDefault("30s");

    /** The maximum time of one page or batch, including its retries and reads. */
    public static final ConfigKey<Duration> CALL_TIMEOUT = ConfigKey.duration(
                    "call-timeout", "the longest one page or batch may take, with its retries, waits and reads")
            .withDefault("2m");

    /** The maximum time to connect to the service. */
    public static final ConfigKey<Duration> CONNECT_TIMEOUT = ConfigKey.duration(
                    "connect-timeout", "the longest it may take to connect")
            .withDefault("10s");

    /** The maximum number of attempts of one request. */
    public static final ConfigKey<Integer> MAX_ATTEMPTS = ConfigKey.integer(
                    "max-attempts", "how often a request is tried; 1 leaves retries to the caller", 1, 10)
            .withDefault("3");

    /** The longest wait between two attempts. */
    public static final ConfigKey<Duration> MAX_RETRY_DELAY = ConfigKey.duration(
                    "max-retry-delay", "the longest wait before an attempt; a service that asks for more fails at once")
            .withDefault("60s");

    /** The maximum number of concurrent requests. */
    public static final ConfigKey<Integer> MAX_CONCURRENCY = ConfigKey.integer(
                    "max-concurrency", "the number of requests in flight; other requests wait for a free slot", 1, 256)
            .withDefault("4");

    /** Whether streams fetch the next page on another thread while the caller processes a page. */
    public static final ConfigKey<Boolean> PREFETCH = ConfigKey.bool(
                    "prefetch",
                    "whether streams fetch the next page on another thread; with false, the caller's thread fetches each page"
                            + " when it is needed")
            .withDefault("true");

    /** The maximum size of an answer. */
    public static final ConfigKey<Long> MAX_RESPONSE_SIZE = ConfigKey.size(
                    "max-response-size",
                    "the largest answer, after decompression; a list that its service does not cut into pages may have eight times"
                            + " that")
            .withDefault("8MiB");

    /** The HTTP proxy to use. Without this key, no proxy is used. */
    public static final ConfigKey<URI> PROXY =
            ConfigKey.proxy("proxy", "the HTTP proxy, as http://HOST:PORT; the system's proxy settings are not used");

    /** The user name for a proxy that requires one. */
    public static final ConfigKey<Secret> PROXY_USER = ConfigKey.optionalSecret(
            "proxy-user", "the user for a proxy that asks for one, with proxy-password; sent to the proxy alone");

    /** The password for a proxy that requires one. */
    public static final ConfigKey<Secret> PROXY_PASSWORD =
            ConfigKey.optionalSecret("proxy-password", "the password of proxy-user; sent to the proxy alone");

    /** The certificates to trust. */
    public static final ConfigKey<Path> TRUST_STORE = ConfigKey.file(
            "trust-store", "certificates to trust instead of the system's: a PEM file, or a PKCS12 or JKS store");

    /** All common keys except {@link #PROVIDER}, in the order of the documentation. */
    public static final List<ConfigKey<?>> ALL = List.of(
            REQUEST_TIMEOUT,
            CALL_TIMEOUT,
            CONNECT_TIMEOUT,
            MAX_ATTEMPTS,
            MAX_RETRY_DELAY,
            MAX_CONCURRENCY,
            PREFETCH,
            MAX_RESPONSE_SIZE,
            PROXY,
            PROXY_USER,
            PROXY_PASSWORD,
            TRUST_STORE);

    private CommonKeys() {}
}
