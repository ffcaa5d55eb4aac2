package io.modelkeep.wandb.training;

import io.modelkeep.config.Secret;
import io.modelkeep.spi.ConfigKey;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys of this provider. */
public final class WandbTrainingKeys {

    /** Where the service answers. Both documented hosts take the same keys; the {@code /v1} at the end may be left out. */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.baseUrl(
            "wandb-training.base-url",
            "where the service answers, with or without /v1 at the end",
            "https://api.training.wandb.ai/v1",
            List.of("api.training.wandb.ai", "forge.coreweave.com"));

    /** The W&amp;B API key. */
    public static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
            "wandb-training.api-key", "the W&B API key", List.of("env:WANDB_API_KEY", "netrc:api.wandb.ai"), BASE_URL);

    /** Whose models are created. */
    public static final ConfigKey<String> ENTITY = ConfigKey.text(
            "wandb-training.entity", "the team or user new models belong to; the key's own user where it is left out");

    /** Where models are created. */
    public static final ConfigKey<String> PROJECT =
            ConfigKey.text("wandb-training.project", "the project new models belong to; only creating needs it");

    /** All of them, in the order of the documentation. */
    static final Set<ConfigKey<?>> ALL = new LinkedHashSet<>(List.of(API_KEY, BASE_URL, ENTITY, PROJECT));

    private WandbTrainingKeys() {}
}
