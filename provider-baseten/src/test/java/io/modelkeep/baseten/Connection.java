package io.modelkeep.baseten;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.testkit.fixture.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stores on a simulator of their own, in a time that passes at once. */
public final class Connection implements AutoCloseable {

    public final BasetenSimulator simulator;
    public final ManualTime time = new ManualTime();
    public final ModelkeepClient stores;
    private final List<ModelkeepClient> opened = new ArrayList<>();

    public Connection() {
        this(BasetenSimulator.start());
    }

    public Connection(BasetenSimulator simulator) {
        this.simulator = simulator;
        this.stores = open(Map.of());
    }

    /** Stores with more settings; closed with this. */
    final ModelkeepClient open(Map<String, String> settings) {
        ModelkeepClient more = ModelkeepClient.open(StoreConfig.builder()
                .settings(config(simulator))
                .settings(settings)
                .timeSource(time)
                .clock(time.clock())
                .build());
        opened.add(more);
        return more;
    }

    static Map<String, String> config(BasetenSimulator simulator) {
        return Map.of(
                "provider",
                "baseten",
                "baseten.base-url",
                simulator.baseUrl().toString(),
                "baseten.api-key",
                simulator.apiKey());
    }

    /** What was asked, as {@code METHOD path?query}, in the order received. */
    public List<String> asked() {
        return simulator.exchanges().stream().map(Connection::line).toList();
    }

    /** How often an operation was asked. */
    public long asked(String operation) {
        return simulator.exchanges().stream()
                .filter(exchange ->
                        exchange.operation().filter(operation::equals).isPresent())
                .count();
    }

    private static String line(RecordedExchange exchange) {
        return exchange.method() + " " + exchange.path()
                + exchange.query().map(query -> "?" + query).orElse("");
    }

    public static RunId run(String id) {
        return new RunId("loops:" + id);
    }

    public static RunId job(String project, String id) {
        return new RunId("job:" + project + ":" + id);
    }

    public static ModelId model(String id) {
        return new ModelId(id);
    }

    static List<VersionId> versions(List<String> ids) {
        return ids.stream().map(VersionId::new).toList();
    }

    static List<CheckpointId> checkpoints(List<String> ids) {
        return ids.stream().map(CheckpointId::new).toList();
    }

    @Override
    public void close() {
        opened.forEach(ModelkeepClient::close);
        simulator.close();
    }
}
