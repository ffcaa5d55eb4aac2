package io.modelkeep.retention;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.memory.MemoryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A server with checkpoints, stores on it that are watched, and a record in a folder. */
public final class Applying implements AutoCloseable {

    public final MemoryServer server = new MemoryServer();
    /** The server stamps what it stores by the real clock. */
    public final ManualTime time = new ManualTime(Instant.now());

    final Path folder;
    public final Path audit;
    public final Watched stores;

    public Applying(Path folder) {
        this.folder = folder;
        this.audit = folder.resolve("audit.jsonl");
        this.stores = new Watched(ModelkeepClient.open(StoreConfig.of(server.config())));
    }

    /** A training with the steps 10, 20 and so on. */
    public RunId run(int checkpoints) {
        RunId run = server.addRun("run");
        LongStream.rangeClosed(1, checkpoints).forEach(number -> save(run, 10 * number));
        return run;
    }

    public void save(RunId run, long step) {
        save(run, step, Map.of("val/reward", step / 1000.0));
    }

    public void save(RunId run, long step, Map<String, Double> metrics) {
        CheckpointId ignored = server.addCheckpoint(run, step, metrics);
        assert ignored != null;
    }

    /** Deletes checkpoints as somebody else does. */
    public void deleteElsewhere(RunId run, long... steps) {
        try (ModelkeepClient elsewhere = ModelkeepClient.open(server.config())) {
            elsewhere
                    .checkpoints()
                    .delete(
                            run,
                            LongStream.of(steps)
                                    .mapToObj(step -> new CheckpointId(Long.toString(step)))
                                    .toList())
                    .orThrow();
        }
    }

    public RetentionPlan plan(String policy, RunId... trainings) {
        return plan(RetentionPolicy.parse(policy), trainings);
    }

    public RetentionPlan plan(RetentionPolicy policy, RunId... trainings) {
        RetentionPlan plan = new RetentionPlanner(policy)
                .withClock(time.clock())
                .plan(Stream.of(trainings)
                        .map(run -> RetentionTarget.checkpoints(stores, run))
                        .toList());
        stores.forget();
        return plan;
    }

    public AuditLog open() {
        return AuditLog.open(audit, "tester", time.clock());
    }

    public ExecutionReport apply(RetentionPlan plan) {
        return apply(plan, apply -> apply);
    }

    public ExecutionReport apply(RetentionPlan plan, UnaryOperator<PlanExecutor> settings) {
        try (AuditLog log = open()) {
            return settings.apply(PlanExecutor.of(stores, log).timeSource(time)).apply(plan);
        }
    }

    public List<String> steps(RunId run) {
        return server.checkpoints(run).stream()
                .map(Checkpoint::id)
                .map(CheckpointId::value)
                .toList();
    }

    public List<String> lines() {
        try {
            return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Map<String, DeleteOutcome> outcomes(ExecutionReport report) {
        Map<String, DeleteOutcome> outcomes = new LinkedHashMap<>();
        report.parts().forEach(part -> part.results().forEach(result -> outcomes.put(result.id(), result.outcome())));
        return outcomes;
    }

    @Override
    public void close() {
        stores.close();
        server.close();
    }
}
