package io.modelkeep.weave;

import io.modelkeep.config.Secret;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The configuration keys of this provider. */
public final class WeaveKeys {

    static final String BASIC = "basic";

    /**
     * The base URL of the trace server, used without changes. If it is not set, {@code WF_TRACE_SERVER_URL} and
     * {@code WANDB_BASE_URL} are read as the official client reads them.
     */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
                    "weave.base-url",
                    "the URL of the trace server; if it is not set, WF_TRACE_SERVER_URL or WANDB_BASE_URL of the"
                            + " environment is used",
                    "https://trace.wandb.ai",
                    List.of("trace.wandb.ai"))
            .withEnvironment(new WeaveEnvironment());

    /** The W&amp;B API key. */
    public static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
            "weave.api-key", "the W&B API key", List.of("env:WANDB_API_KEY", "netrc:api.wandb.ai"), BASE_URL);

    /** The scheme for sending the key. Both schemes are published, and every server generation accepts Basic. */
    public static final ConfigKey<String> AUTH_SCHEME = ConfigKey.choice(
                    "weave.auth-scheme", "how the key is sent", List.of(BASIC, "bearer"))
            .withDefault(BASIC);

    /** The team or user that the project belongs to. */
    public static final ConfigKey<String> ENTITY =
            ConfigKey.requiredPathPart("weave.entity", "the team or user the project belongs to");

    /** The project that contains the models. */
    public static final ConfigKey<String> PROJECT =
            ConfigKey.requiredPathPart("weave.project", "the project the models are in");

    /** All keys, in the order of the documentation. */
    static final Set<ConfigKey<?>> ALL = new LinkedHashSet<>(List.of(API_KEY, ENTITY, PROJECT, BASE_URL, AUTH_SCHEME));

    private WeaveKeys() {}
}
