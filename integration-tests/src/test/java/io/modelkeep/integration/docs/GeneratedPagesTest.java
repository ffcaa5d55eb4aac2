package io.modelkeep.integration.docs;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.spi.ConfigKey;
import io.modelkeep.spi.StoreProvider;
import io.modelkeep.spi.StoreProviders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The capability matrix and the tables of settings say what the code declares. */
class GeneratedPagesTest {

    private static final List<StoreProvider> PROVIDERS = StoreProviders.all(GeneratedPagesTest.class.getClassLoader());

    @Test
    void theMatrixOfTheReadmeIsWhatTheStoresDeclare() throws IOException {
        StringBuilder table = new StringBuilder("| capability |");
        PROVIDERS.forEach(provider -> table.append(" `").append(provider.name()).append("` |"));
        table.append("\n|---|").append("---|".repeat(PROVIDERS.size()));
        for (Capability capability : Capability.values()) {
            table.append("\n| ").append(capability.label()).append(" |");
            PROVIDERS.forEach(provider -> table.append(declared(provider).contains(capability) ? " yes |" : " – |"));
        }
        Pages.holds("README.md", "capabilities", table.toString());
    }

    @Test
    void theSettingsPageListsTheKeysThereAre() throws IOException {
        StringBuilder page = new StringBuilder("### Common\n\n");
        Collection<ConfigKey<?>> common = new ArrayList<>();
        common.add(CommonKeys.PROVIDER);
        common.addAll(CommonKeys.ALL);
        page.append(table(common));
        for (StoreProvider provider : PROVIDERS) {
            page.append("\n\n### `").append(provider.name()).append("`\n\n").append(table(provider.configKeys()));
        }
        Pages.holds("docs/configuration.md", "keys", page.toString());
    }

    private static String table(Collection<ConfigKey<?>> keys) {
        // By name where a provider does not say: a set need not have an order.
        return keys.stream()
                .sorted(Comparator.comparing(key -> keys instanceof List ? "" : key.name()))
                .map(key -> "| `" + key.name() + "` | " + key.type() + " | " + standard(key) + " | " + key.description()
                        + " | `" + key.environmentName() + "` |")
                .collect(Collectors.joining(
                        "\n", "| key | value | default | meaning | environment |\n|---|---|---|---|---|\n", ""));
    }

    private static String standard(ConfigKey<?> key) {
        if (!key.defaultReferences().isEmpty()) {
            return key.defaultReferences().stream()
                    .map(reference -> '`' + reference + '`')
                    .collect(Collectors.joining(", then "));
        }
        return key.defaultText().map(text -> '`' + text + '`').orElse(key.required() ? "must be set" : "–");
    }

    /** Opening contacts nothing, so that any value will do for what is required. */
    private static Set<Capability> declared(StoreProvider provider) {
        StoreConfig.Builder config = StoreConfig.builder().set("provider", provider.name());
        provider.configKeys().stream().filter(ConfigKey::required).forEach(key -> config.set(key.name(), "x"));
        try (ModelkeepClient stores = ModelkeepClient.open(config.build())) {
            Set<Capability> declared = EnumSet.noneOf(Capability.class);
            declared.addAll(stores.models().capabilities());
            declared.addAll(stores.checkpoints().capabilities());
            return declared;
        }
    }
}
