package io.modelkeep.retention;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.testkit.ManualTime;
import io.modelkeep.testkit.MemoryServer;
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
final class Applying implements AutoCloseable {

    final MemoryServer server = new MemoryServer();
    /** The server stamps what it stores by the real clock. */
    final ManualTime time = new ManualTime(Instant.now());

    final Path folder;
    final Path audit;
    final Watched stores;

    Applying(Path folder) {
        this.folder = folder;
        this.audit = folder.resolve("audit.jsonl");
        this.stores = new Watched(Stores.open(StoreConfig.of(server.config())));
    }

    /** A training with the steps 10, 20 and so on. */
    TrainingId training(int checkpoints) {
        TrainingId training = server.addTraining("run");
        LongStream.rangeClosed(1, checkpoints).forEach(number -> save(training, 10 * number));
        return training;
    }

    void save(TrainingId training, long step) {
        save(training, step, Map.of("val/reward", step / 1000.0));
    }

    void save(TrainingId training, long step, Map<String, Double> metrics) {
        CheckpointId ignored = server.addCheckpoint(training, step, metrics);
        assert ignored != null;
    }

    /** Deletes checkpoints as somebody else does. */
    void deleteElsewhere(TrainingId training, long... steps) {
        try (Stores elsewhere = Stores.open(server.config())) {
            elsewhere
                    .checkpoints()
                    .delete(
                            training,
                            LongStream.of(steps)
                                    .mapToObj(step -> new CheckpointId(Long.toString(step)))
                                    .toList())
                    .orThrow();
        }
    }

    RetentionPlan plan(String policy, TrainingId... trainings) {
        return plan(RetentionPolicy.parse(policy), trainings);
    }

    RetentionPlan plan(RetentionPolicy policy, TrainingId... trainings) {
        RetentionPlan plan = new RetentionPlanner(policy)
                .withClock(time.clock())
                .plan(Stream.of(trainings)
                        .map(training -> Catalogue.checkpoints(stores, training))
                        .toList());
        stores.forget();
        return plan;
    }

    AuditLog open() {
        return AuditLog.open(audit, "tester", time.clock());
    }

    ApplyReport apply(RetentionPlan plan) {
        return apply(plan, apply -> apply);
    }

    ApplyReport apply(RetentionPlan plan, UnaryOperator<RetentionApply> settings) {
        try (AuditLog log = open()) {
            return settings.apply(RetentionApply.of(plan, stores, log).sleeper(time))
                    .run();
        }
    }

    List<String> steps(TrainingId training) {
        return server.checkpoints(training).stream()
                .map(Checkpoint::id)
                .map(CheckpointId::value)
                .toList();
    }

    List<String> lines() {
        try {
            return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Map<String, DeleteOutcome> outcomes(ApplyReport report) {
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
