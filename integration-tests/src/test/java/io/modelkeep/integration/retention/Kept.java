package io.modelkeep.integration.retention;

import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.integration.process.DeletableItems;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.fixture.StoreFixture;
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

    final DeletableItems things;
    final StoreFixture server;
    final String parent;
    final Path audit;
    final Map<String, String> settings;

    /** The simulators stamp what they store by the real clock. */
    private final ManualTime time = new ManualTime(Instant.now());

    Kept(DeletableItems things, Path folder, int count) {
        this.things = things;
        this.server = things.fixture();
        this.parent = things.given(server, count);
        this.audit = folder.resolve("audit.jsonl");
        this.settings = new HashMap<>(server.config());
        // One request after the other, so that faults hit the one that is meant.
        settings.put("max-concurrency", "1");
        settings.put("request-timeout", "2s");
    }

    ModelkeepClient open() {
        return ModelkeepClient.open(StoreConfig.builder()
                .settings(settings)
                .clock(time.clock())
                .timeSource(time)
                .build());
    }

    RetentionPlan plan() {
        try (ModelkeepClient stores = open()) {
            RetentionTarget catalogue = things.deletion() == Operation.DELETE_CHECKPOINTS
                    ? RetentionTarget.checkpoints(stores, new RunId(parent))
                    : RetentionTarget.versions(stores, new ModelId(parent));
            return new RetentionPlanner(POLICY).withClock(time.clock()).plan(List.of(catalogue));
        }
    }

    AuditLog log() {
        return AuditLog.open(audit, "tester", time.clock());
    }

    ExecutionReport apply(RetentionPlan plan) {
        return apply(plan, stores -> stores);
    }

    /** Applies a plan by batches of 4, through something around the stores. */
    ExecutionReport apply(RetentionPlan plan, UnaryOperator<ModelkeepClient> around) {
        try (AuditLog log = log();
                ModelkeepClient stores = open()) {
            return PlanExecutor.of(around.apply(stores), log)
                    .batchSize(4)
                    .timeSource(time)
                    .apply(plan);
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
