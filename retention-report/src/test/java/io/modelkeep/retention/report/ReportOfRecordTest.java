package io.modelkeep.retention.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.memory.MemoryServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a plan with the outcomes and alarms of its audit log. */
class ReportOfRecordTest {

    /** The end of a process. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A deletion by the store, which a test may replace or interrupt. */
    private interface Deletion {
        Object answer(Collection<CheckpointId> ids, Callable<?> actual) throws Exception;
    }

    private static final Deletion ORDINARY = (ids, actual) -> actual.call();

    @TempDir
    private Path folder;

    private final MemoryServer server = new MemoryServer();
    private final RunId run = server.addRun("run");
    private ModelkeepClient client;
    private Path audit;
    private RetentionPlan plan;

    @BeforeEach
    void plan() {
        List<CheckpointId> saved = new ArrayList<>();
        for (long step = 10; step <= 70; step += 10) {
            saved.add(server.addCheckpoint(run, step, Map.of()));
        }
        assertThat(saved).hasSize(7);
        client = ModelkeepClient.open(StoreConfig.of(server.config()));
        audit = folder.resolve("audit.jsonl");
        plan = new RetentionPlanner(RetentionPolicy.parse("keep-last=1"))
                .plan(List.of(RetentionTarget.checkpoints(client, run)));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void deletedOpenAndUntriedItems_areDistinguished() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        assertThatThrownBy(() -> apply((ids, actual) -> {
                    Object report = actual.call();
                    if (batches.incrementAndGet() == 2) {
                        throw new Death();
                    }
                    return report;
                }))
                .isInstanceOf(Death.class);

        assertThat(outcomes())
                .containsOnly(
                        Map.entry("70", ""),
                        Map.entry("60", "deleted"),
                        Map.entry("50", "deleted"),
                        Map.entry("40", ReportOutcomes.OPEN),
                        Map.entry("30", ReportOutcomes.OPEN),
                        Map.entry("20", ""),
                        Map.entry("10", ""));

        apply(ORDINARY).orThrow();
        assertThat(outcomes())
                .containsEntry("40", "presumed deleted")
                .containsEntry("10", "deleted")
                .containsEntry("70", "");
    }

    @Test
    void anAlarmIsOnThePageUntilItIsAcknowledged() throws Exception {
        assertThat(apply((ids, actual) -> exceeded(ids)).alarm()).isPresent();
        assertThat(page().text()).contains("Alarm, not acknowledged", "5 are deleted");

        try (AuditLog log = log()) {
            assertThat(log.acknowledge()).hasSize(1);
        }
        assertThat(page().text()).doesNotContain("Alarm");
    }

    private ExecutionReport apply(Deletion deletion) {
        try (AuditLog log = log()) {
            CheckpointStore store = proxy(
                    CheckpointStore.class,
                    (method, arguments, actual) -> {
                        if (!method.equals("delete")) {
                            return actual.call();
                        }
                        List<CheckpointId> ids = ((Collection<?>) arguments.get(1))
                                .stream().map(CheckpointId.class::cast).toList();
                        return deletion.answer(ids, actual);
                    },
                    client.checkpoints());
            ModelkeepClient watched = proxy(
                    ModelkeepClient.class,
                    (method, arguments, actual) -> method.equals("checkpoints") ? store : actual.call(),
                    client);
            return PlanExecutor.of(watched, log).batchSize(2).apply(plan);
        }
    }

    private AuditLog log() {
        return AuditLog.open(audit, "tester", Clock.systemUTC());
    }

    private ReadPage page() throws Exception {
        return ReadPage.of(ReportPage.of(plan).with(AuditHistory.read(plan, audit)));
    }

    /** Returns the outcomes by step: a row's cells are the step, the time, the decision, the outcome and the reasons. */
    private Map<String, String> outcomes() throws Exception {
        return page().rows().stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(3)));
    }

    private static DeleteReport<CheckpointId> exceeded(Collection<CheckpointId> ids) {
        DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("memory", ids);
        ids.forEach(id -> collector.add(DeleteResult.of(id, DeleteOutcome.DELETED)));
        collector.stop(new ScopeExceededException(ErrorDetails.of("5 are deleted"), ids.size(), 5));
        return collector.report();
    }

    /** A call of a method, which the interceptor may pass on. */
    private interface Interceptor {
        Object call(String method, List<Object> arguments, Callable<?> actual) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Interceptor interceptor, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Callable<Object> actual = () -> {
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException failed) {
                            if (failed.getCause() instanceof RuntimeException cause) {
                                throw cause;
                            }
                            throw failed;
                        }
                    };
                    return interceptor.call(
                            method.getName(), arguments == null ? List.of() : List.of(arguments), actual);
                }));
    }
}
