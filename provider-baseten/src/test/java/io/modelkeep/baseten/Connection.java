package io.modelkeep.baseten;

import io.modelkeep.CheckpointId;
import io.modelkeep.ModelId;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.VersionId;
import io.modelkeep.simulator.BasetenSimulator;
import io.modelkeep.simulator.RecordedExchange;
import io.modelkeep.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stores on a simulator of their own, in a time that passes at once. */
final class Connection implements AutoCloseable {

    final BasetenSimulator simulator;
    final ManualTime time = new ManualTime();
    final Stores stores;
    private final List<Stores> opened = new ArrayList<>();

    Connection() {
        this(BasetenSimulator.start());
    }

    Connection(BasetenSimulator simulator) {
        this.simulator = simulator;
        this.stores = open(Map.of());
    }

    /** Stores with more settings; closed with this. */
    final Stores open(Map<String, String> settings) {
        Stores more = Stores.open(StoreConfig.builder()
                .settings(config(simulator))
                .settings(settings)
                .sleeper(time)
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
    List<String> asked() {
        return simulator.exchanges().stream().map(Connection::line).toList();
    }

    /** How often an operation was asked. */
    long asked(String operation) {
        return simulator.exchanges().stream()
                .filter(exchange ->
                        exchange.operation().filter(operation::equals).isPresent())
                .count();
    }

    private static String line(RecordedExchange exchange) {
        return exchange.method() + " " + exchange.path()
                + exchange.query().map(query -> "?" + query).orElse("");
    }

    static TrainingId run(String id) {
        return new TrainingId("loops:" + id);
    }

    static TrainingId job(String project, String id) {
        return new TrainingId("job:" + project + ":" + id);
    }

    static ModelId model(String id) {
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
        opened.forEach(Stores::close);
        simulator.close();
    }
}
