package io.modelkeep.integration.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.Simulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;

/** An adapter and its simulator, and what went between them held against the document after each test. */
abstract class AdapterAndSimulator<S extends Simulator> {

    final ApiDocument document;
    final ExchangeValidator validator;
    final S simulator;
    final ModelkeepClient stores;

    private final String provider;
    private final Map<String, String> ownSettings;

    /**
     * Starts with the stores open.
     *
     * @param provider its name, which is also that of the document
     * @param ownSettings what the provider needs besides the simulator's address and key
     */
    AdapterAndSimulator(String provider, S simulator, Map<String, String> ownSettings) {
        this.provider = provider;
        this.ownSettings = ownSettings;
        this.document = ApiDocument.of(provider);
        this.validator = new ExchangeValidator(document);
        this.simulator = simulator;
        this.stores = openWith(Map.of());
    }

    /** The stores on the simulator, with other or further settings. */
    final ModelkeepClient openWith(Map<String, String> settings) {
        return ModelkeepClient.open(config(simulator, settings));
    }

    /** The stores on another simulator of the same service. */
    final ModelkeepClient openOn(Simulator other) {
        return ModelkeepClient.open(config(other, Map.of()));
    }

    final StoreConfig config(Simulator asked, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(ownSettings);
        all.put("provider", provider);
        all.put(provider + ".base-url", asked.baseUrl().toString());
        all.put(provider + ".api-key", asked.apiKey());
        all.putAll(settings);
        return StoreConfig.builder().settings(all).timeSource(duration -> {}).build();
    }

    @AfterEach
    void everyExchangeFitsTheDocument() {
        stores.close();
        simulator.close();
        assertThat(simulator.unconsumedFaults()).isEmpty();
        assertThat(exchanges()).isNotEmpty();
        assertFits(simulator);
    }

    final void assertFits(Simulator asked) {
        assertThat(asked.exchanges().stream().map(Exchange::of))
                .allSatisfy(exchange -> assertThat(validator.violations(exchange))
                        .as(exchange.toString())
                        .isEmpty());
    }

    final List<Exchange> exchanges() {
        return simulator.exchanges().stream().map(Exchange::of).toList();
    }

    /** The statuses answered, in order; 0 where there was no answer. */
    final List<Integer> statuses() {
        return exchanges().stream()
                .map(exchange -> exchange.answer().map(Exchange.Answer::status).orElse(0))
                .toList();
    }

    /** The ids of the operations that were asked for. */
    final Set<String> used() {
        Set<String> used = new TreeSet<>();
        exchanges()
                .forEach(exchange ->
                        used.add(validator.operation(exchange).orElseThrow().id()));
        return used;
    }

    /** So that no operation of the document stays out of sight: each was asked for, or is named as one that is not. */
    final void assertUsesAllBut(Set<String> unused) {
        Set<String> used = used();
        assertThat(document.operations())
                .extracting(ApiOperation::id)
                .filteredOn(id -> !used.contains(id))
                .containsExactlyInAnyOrderElementsOf(unused);
    }
}
