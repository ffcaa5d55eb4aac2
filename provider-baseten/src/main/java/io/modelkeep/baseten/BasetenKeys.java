package io.modelkeep.baseten;

import io.modelkeep.config.Secret;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys of this provider. */
public final class BasetenKeys {

    /** Where the service answers; the {@code /v1} at the end may be left out. */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
            "baseten.base-url",
            "where the management API answers, with or without /v1 at the end",
            "https://api.baseten.co",
            List.of("api.baseten.co"));

    /** The Baseten API key. */
    public static final ConfigKey<Secret> API_KEY =
            ConfigKey.secret("baseten.api-key", "the Baseten API key", List.of("env:BASETEN_API_KEY"), BASE_URL);

    /** What stands before the key in the {@code Authorization} header; the service takes both. */
    public static final ConfigKey<String> AUTH_SCHEME = ConfigKey.choice(
                    "baseten.auth-scheme",
                    "what stands before the key: Api-Key, which every server takes, or Bearer, which OAuth tokens need",
                    List.of("api-key", "bearer"))
            .withDefault("api-key");

    /** Whose Loops runs are listed. */
    public static final ConfigKey<String> SCOPE = ConfigKey.choice(
                    "baseten.scope",
                    "whose Loops runs are listed: the key's own, as the service does it, or the whole organisation's",
                    List.of("own", "org"))
            .withDefault("own");

    /** Whose models and Loops runs are listed. */
    public static final ConfigKey<String> TEAM = ConfigKey.text(
            "baseten.team",
            "the id of the team whose models and Loops runs are listed; all teams where it is left out");

    /** The service's published limit, unless yours is another. */
    public static final ConfigKey<Integer> MAX_REQUESTS_PER_SECOND = ConfigKey.integer(
                    "baseten.max-requests-per-second",
                    "how many requests to one endpoint begin in a second; the service's limit is for a key, so share it out"
                            + " among processes that use one",
                    1,
                    10_000)
            .withDefault("100");

    /** The bound on one file. */
    public static final ConfigKey<Duration> DOWNLOAD_TIMEOUT = ConfigKey.duration(
                    "baseten.download-timeout", "the longest the download of one file may take, repetitions included")
            .withDefault("1h");

    /** All of them, in the order of the documentation. */
    static final Set<ConfigKey<?>> ALL = new LinkedHashSet<>(
            List.of(API_KEY, BASE_URL, AUTH_SCHEME, SCOPE, TEAM, MAX_REQUESTS_PER_SECOND, DOWNLOAD_TIMEOUT));

    private BasetenKeys() {}
}
