package io.modelkeep.wandb.training;

import io.modelkeep.config.Secret;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The configuration keys of this provider. */
public final class WandbTrainingKeys {

    /**
     * The base URL of the service. Both documented hosts accept the same keys. The {@code /v1} at the end is optional.
     */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
            "wandb-training.base-url",
            "the base URL of the service, with or without /v1 at the end",
            "https://api.training.wandb.ai/v1",
            List.of("api.training.wandb.ai", "forge.coreweave.com"));

    /** The W&amp;B API key. */
    public static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
            "wandb-training.api-key", "the W&B API key", List.of("env:WANDB_API_KEY", "netrc:api.wandb.ai"), BASE_URL);

    /** The team or user that new models belong to. */
    public static final ConfigKey<String> ENTITY = ConfigKey.text(
            "wandb-training.entity", "the team or user that new models belong to; by default the user of the key");

    /** The project that new models belong to. */
    public static final ConfigKey<String> PROJECT = ConfigKey.text(
            "wandb-training.project", "the project that new models belong to; required only to create models");

    /** All keys, in the order of the documentation. */
    static final Set<ConfigKey<?>> ALL = new LinkedHashSet<>(List.of(API_KEY, BASE_URL, ENTITY, PROJECT));

    private WandbTrainingKeys() {}
}
