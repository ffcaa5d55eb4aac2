package io.modelkeep.integration.retention;

import io.modelkeep.ModelId;
import io.modelkeep.Operation;
import io.modelkeep.StoreConfig;
import io.modelkeep.StoreListener;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.integration.process.Things;
import io.modelkeep.retention.ApplyReport;
import io.modelkeep.retention.AuditLog;
import io.modelkeep.retention.Catalogue;
import io.modelkeep.retention.Decision;
import io.modelkeep.retention.RetentionApply;
import io.modelkeep.retention.RetentionPlan;
import io.modelkeep.retention.RetentionPlanner;
import io.modelkeep.retention.RetentionPolicy;
import io.modelkeep.testkit.FaultFixture;
import io.modelkeep.testkit.ManualTime;
import io.modelkeep.testkit.StoreFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A simulated service with things to retain, and a record in a folder; waits pass at once. Used by one thread. */
final class Kept implements AutoCloseable {

    private static final RetentionPolicy POLICY = RetentionPolicy.parse("keep-last=2");

    final Things things;
    final StoreFixture server;
    final String parent;
    final Path audit;
    final Map<String, String> settings;

    /** The simulators stamp what they store by the real clock. */
    private final ManualTime time = new ManualTime(Instant.now());

    Kept(Things things, Path folder, int count) {
        this.things = things;
        this.server = things.fixture();
        this.parent = things.given(server, count);
        this.audit = folder.resolve("audit.jsonl");
        this.settings = new HashMap<>(server.config());
        // One request after the other, so that faults hit the one that is meant.
        settings.put("max-concurrency", "1");
        settings.put("request-timeout", "2s");
    }

    Stores open(StoreListener listener) {
        return Stores.open(StoreConfig.builder()
                .settings(settings)
                .clock(time.clock())
                .sleeper(time)
                .listener(listener)
                .build());
    }

    RetentionPlan plan() {
        try (Stores stores = open(StoreListener.NONE)) {
            Catalogue catalogue = things.deletion() == Operation.DELETE_CHECKPOINTS
                    ? Catalogue.checkpoints(stores, new TrainingId(parent))
                    : Catalogue.versions(stores, new ModelId(parent));
            return new RetentionPlanner(POLICY).withClock(time.clock()).plan(List.of(catalogue));
        }
    }

    AuditLog log() {
        return AuditLog.open(audit, "tester", time.clock());
    }

    ApplyReport apply(RetentionPlan plan) {
        return apply(plan, stores -> stores);
    }

    /** Applies a plan by batches of 4, through something around the stores. */
    ApplyReport apply(RetentionPlan plan, UnaryOperator<Stores> around) {
        try (AuditLog log = log();
                Stores stores = open(log)) {
            return RetentionApply.of(plan, around.apply(stores), log)
                    .batchSize(4)
                    .sleeper(time)
                    .run();
        }
    }

    List<String> ids() {
        return things.ids(server, parent);
    }

    FaultFixture wire() {
        return server.wire().orElseThrow();
    }

    int requests() {
        return wire().requests().size();
    }

    /** What the requests from one on stand for. */
    Stream<Optional<Operation>> operationsFrom(int first) {
        return wire().requests().stream().skip(first).map(request -> request.operation());
    }

    static List<String> kept(RetentionPlan plan) {
        return ids(plan, true);
    }

    static List<String> deleted(RetentionPlan plan) {
        return ids(plan, false);
    }

    private static List<String> ids(RetentionPlan plan, boolean kept) {
        return plan.parts().get(0).decisions().stream()
                .filter(decision -> decision.kept() == kept)
                .map(Decision::item)
                .map(item -> item.id())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
