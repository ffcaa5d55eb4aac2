package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.fixture.WandbTrainingFixture;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.testkit.fixture.ManualTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A simulator, stores on it whose waits take no time, and what a test asks of both. */
public final class ServerRun implements AutoCloseable {

    public final WandbTrainingSimulator simulator;
    final ModelkeepClient stores;
    final ManualTime time = new ManualTime();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private volatile Consumer<StoreListener.Attempted> afterAttempt = event -> {};

    ServerRun(WandbTrainingSimulator.Builder server, Map<String, String> settings) {
        simulator = server.start();
        stores = ModelkeepClient.open(StoreConfig.builder()
                .settings(new WandbTrainingFixture(simulator).config())
                .settings(settings)
                .timeSource(time)
                .listener(new StoreListener() {
                    @Override
                    public void attempted(StoreListener.Attempted event) {
                        order.add(event.route().substring(0, event.route().indexOf(' ')));
                        afterAttempt.accept(event);
                    }

                    @Override
                    public void retrying(StoreListener.Retrying event) {
                        order.add("wait");
                    }
                })
                .build());
    }

    public static ServerRun start() {
        return new ServerRun(WandbTrainingSimulator.builder(), Map.of());
    }

    /** Each request's method and each wait, in order. */
    List<String> order() {
        return List.copyOf(order);
    }

    /** Deletes a step behind the stores' back. */
    void forget(RunId run, long step) {
        try (ModelkeepClient others = ModelkeepClient.open(new WandbTrainingFixture(simulator).config())) {
            others.checkpoints()
                    .delete(run, List.of(new CheckpointId(Long.toString(step))))
                    .orThrow();
        }
    }

    /** What happens on the service right after it answered a request, or did not. */
    void afterAttempt(Consumer<StoreListener.Attempted> happening) {
        afterAttempt = happening;
    }

    public RunId given(int checkpoints) {
        return new WandbTrainingFixture(simulator).givenRun(checkpoints);
    }

    public DeleteReport<CheckpointId> delete(RunId run, long... steps) {
        return stores.checkpoints()
                .delete(
                        run,
                        LongStream.of(steps)
                                .mapToObj(step -> new CheckpointId(Long.toString(step)))
                                .toList());
    }

    /** Deletes steps that must still have these revisions. */
    public DeleteReport<CheckpointId> delete(RunId run, Map<Long, String> revisions) {
        Map<CheckpointId, String> expected = new LinkedHashMap<>();
        revisions.forEach((step, revision) -> expected.put(new CheckpointId(Long.toString(step)), revision));
        return stores.checkpoints().delete(run, expected.keySet(), expected);
    }

    /** The revision of the checkpoint at a step. */
    String revision(RunId run, long step) {
        return simulator.checkpoints(run.value()).stream()
                .filter(checkpoint -> checkpoint.step() == step)
                .findFirst()
                .orElseThrow()
                .id();
    }

    List<Long> left(RunId run) {
        return simulator.checkpoints(run.value()).stream()
                .map(checkpoint -> checkpoint.step())
                .toList();
    }

    /** How many requests of an operation, by the simulator's name for it, reached the server. */
    public long seen(String operation) {
        return simulator.exchanges().stream()
                .filter(exchange ->
                        exchange.operation().filter(operation::equals).isPresent())
                .count();
    }

    /** The bodies of the deletions, in order. */
    List<String> deletions() {
        return simulator.exchanges().stream()
                .filter(exchange -> exchange.method().equals("DELETE"))
                .map(exchange -> exchange.bodyText())
                .toList();
    }

    static Map<String, DeleteOutcome> outcomes(DeleteReport<CheckpointId> report) {
        return report.results().stream()
                .collect(Collectors.toMap(result -> result.id().value(), DeleteResult::outcome));
    }

    @Override
    public void close() {
        stores.close();
        simulator.close();
    }
}
