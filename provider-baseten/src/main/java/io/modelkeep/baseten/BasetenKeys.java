package io.modelkeep.baseten;

import io.modelkeep.config.Secret;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The configuration keys of this provider. */
public final class BasetenKeys {

    /** The base URL of the management API. The {@code /v1} at the end may be left out. */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
            "baseten.base-url",
            "the URL of the management API, with or without /v1 at the end",
            "https://api.baseten.co",
            List.of("api.baseten.co"));

    /** The Baseten API key. */
    public static final ConfigKey<Secret> API_KEY =
            ConfigKey.secret("baseten.api-key", "the Baseten API key", List.of("env:BASETEN_API_KEY"), BASE_URL);

    /** The scheme before the key in the {@code Authorization} header. The service accepts both. */
    public static final ConfigKey<String> AUTH_SCHEME = ConfigKey.choice(
                    "baseten.auth-scheme",
                    "the scheme of the key: Api-Key, which every server takes, or Bearer, which OAuth tokens need",
                    List.of("api-key", "bearer"))
            .withDefault("api-key");

    /** The scope of the listed Loops runs: those of the key's owner, or of the whole organization. */
    public static final ConfigKey<String> SCOPE = ConfigKey.choice(
                    "baseten.scope",
                    "which Loops runs are listed: the key owner's, which is the service's default, or the whole"
                            + " organization's",
                    List.of("own", "org"))
            .withDefault("own");

    /** The id of the team whose models and Loops runs are listed. */
    public static final ConfigKey<String> TEAM = ConfigKey.text(
            "baseten.team", "the id of the team whose models and Loops runs are listed; all teams if it is not set");

    /** The maximum number of requests per second to one endpoint. The default is the service's published limit. */
    public static final ConfigKey<Integer> MAX_REQUESTS_PER_SECOND = ConfigKey.integer(
                    "baseten.max-requests-per-second",
                    "the maximum number of requests per second to one endpoint; the service's limit is per key, so"
                            + " divide it among the processes that share a key",
                    1,
                    10_000)
            .withDefault("100");

    /** The timeout for the download of one file. */
    public static final ConfigKey<Duration> DOWNLOAD_TIMEOUT = ConfigKey.duration(
                    "baseten.download-timeout", "the timeout for the download of one file, including retries")
            .withDefault("1h");

    /** All keys, in the order of the documentation. */
    static final Set<ConfigKey<?>> ALL = new LinkedHashSet<>(
            List.of(API_KEY, BASE_URL, AUTH_SCHEME, SCOPE, TEAM, MAX_REQUESTS_PER_SECOND, DOWNLOAD_TIMEOUT));

    private BasetenKeys() {}
}
