package io.modelkeep.weave;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.exchange.RecordedExchange;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import io.modelkeep.testkit.fixture.ManualTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A simulator, stores on it whose waits take no time, and what a test asks of both. */
public final class WeaveRun implements AutoCloseable {

    public static final String ENTITY = "my-team";
    public static final String PROJECT = "my-project";

    /** Of the right form, and of no version. */
    public static final String UNKNOWN_DIGEST = "A".repeat(43);

    public final WeaveSimulator simulator;
    public final ModelkeepClient stores;
    public final ManualTime time = new ManualTime();
    private final StoreConfig opened;
    private final List<String> order = new CopyOnWriteArrayList<>();
    private volatile Consumer<StoreListener.Attempted> afterAttempt = event -> {};

    public WeaveRun(WeaveSimulator.Builder server, Form form, Map<String, String> settings) {
        simulator = server.start();
        opened = StoreConfig.builder()
                .settings(config(simulator))
                .settings(settings)
                .timeSource(time)
                .listener(new StoreListener() {
                    @Override
                    public void retrying(StoreListener.Retrying event) {
                        order.add("wait");
                    }

                    @Override
                    public void attempted(StoreListener.Attempted event) {
                        List<String> sent = operations();
                        order.add(sent.get(sent.size() - 1));
                        afterAttempt.accept(event);
                    }
                })
                .build();
        stores = form.open(opened);
    }

    public static WeaveRun start() {
        return start(Form.OBJECT_ROUTE);
    }

    public static WeaveRun start(Form form) {
        return new WeaveRun(WeaveSimulator.builder(), form, Map.of());
    }

    /** Batches and models one after the other. */
    public static WeaveRun oneByOne() {
        return new WeaveRun(WeaveSimulator.builder(), Form.OBJECT_ROUTE, Map.of("max-concurrency", "1"));
    }

    static Map<String, String> config(WeaveSimulator simulator) {
        return Map.of(
                "provider",
                "weave",
                "weave.base-url",
                simulator.baseUrl().toString(),
                "weave.api-key",
                simulator.apiKey(),
                "weave.entity",
                ENTITY,
                "weave.project",
                PROJECT);
    }

    /** The settings that the stores have. */
    StoreConfig settings() {
        return opened;
    }

    /** What happens on the service, or to the thread, right after a request was answered, or was not. */
    public void afterAttempt(Consumer<StoreListener.Attempted> happening) {
        afterAttempt = happening;
    }

    /** A model with this many versions. */
    public ModelId given(int versions) {
        return given("my-model", versions);
    }

    public ModelId given(String name, int versions) {
        String model = simulator.addModel(ENTITY, PROJECT, name);
        simulator.addVersions(ENTITY, PROJECT, model, versions - 1);
        return new ModelId(model);
    }

    /** Publishes one more version. */
    public String publish(ModelId model) {
        return simulator.addVersions(ENTITY, PROJECT, model.value(), 1).get(0);
    }

    /** Deletes a version behind the stores' back. */
    public void forget(ModelId model, String digest) {
        simulator.delete(ENTITY, PROJECT, model.value(), digest);
    }

    public void forgetAll(ModelId model) {
        digests(model).forEach(digest -> forget(model, digest));
    }

    /** The digests that the service has, oldest first. */
    public List<String> digests(ModelId model) {
        return simulator.versions(ENTITY, PROJECT, model.value()).stream()
                .map(SimulatedVersion::digest)
                .toList();
    }

    /** Deletes without a look at aliases. */
    public DeleteReport<VersionId> delete(ModelId model, Collection<String> digests) {
        return delete(model, digests, DeleteMode.FORCE);
    }

    public DeleteReport<VersionId> delete(ModelId model, Collection<String> digests, DeleteMode mode) {
        return stores.models()
                .deleteVersions(model, digests.stream().map(VersionId::new).toList(), mode);
    }

    DeleteReport<VersionId> deleteSafely(ModelId model, String... digests) {
        return delete(model, List.of(digests), DeleteMode.SAFE);
    }

    public DeleteReport<VersionId> delete(ModelId model, String... digests) {
        return delete(model, List.of(digests));
    }

    public ModelDeletion deleteAll(ModelId model) {
        return stores.models().delete(model);
    }

    public void inject(String operation, int times, SimulatedFault fault) {
        for (int i = 0; i < times; i++) {
            simulator.inject(operation, fault);
        }
    }

    public List<RecordedExchange> requests(String operation) {
        return simulator.exchanges().stream()
                .filter(exchange ->
                        exchange.operation().filter(operation::equals).isPresent())
                .toList();
    }

    /** The operation of each request, by the simulator's name for it, in order. */
    public List<String> operations() {
        return simulator.exchanges().stream()
                .map(exchange -> exchange.operation().orElse("none"))
                .toList();
    }

    /** The operation of each request, where they are sent one after the other, and each wait before a repetition. */
    List<String> order() {
        return order;
    }

    public static Map<String, DeleteOutcome> outcomes(DeleteReport<VersionId> report) {
        Map<String, DeleteOutcome> outcomes = new LinkedHashMap<>();
        for (DeleteResult<VersionId> result : report.results()) {
            outcomes.put(result.id().value(), result.outcome());
        }
        return outcomes;
    }

    public static List<String> with(Collection<String> digests, String... more) {
        return Stream.concat(digests.stream(), Stream.of(more)).toList();
    }

    @Override
    public void close() {
        stores.close();
        simulator.close();
    }
}
