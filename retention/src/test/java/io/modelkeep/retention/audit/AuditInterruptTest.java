package io.modelkeep.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.retention.Applying;
import io.modelkeep.retention.plan.RetentionPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt neither cuts a line of the audit nor gives up its lock. */
class AuditInterruptTest {

    @TempDir
    Path folder;

    private Applying bench;
    private RetentionPlan plan;

    @BeforeEach
    void open() {
        bench = new Applying(folder);
        plan = bench.plan("keep-last=1", bench.run(5));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anInterruptedThread_writesWholeLinesAndKeepsTheLock() throws IOException, InterruptedException {
        Thread.currentThread().interrupt();
        try (AuditLog log = bench.open()) {
            AuditRun run = log.begin(plan);
            run.recordRequests(bench.stores);
            long batch = run.intended(plan.parts().get(0), List.of("10", "20"));
            bench.stores.listeners.all().attempted(request("r"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(batch).isEqualTo(1);
            assertThat(AuditCheck.verify(plan, bench.audit).open()).hasSize(2);
            assertThat(LockProbe.isLocked(bench.audit)).isTrue();
            run.close();
        }
        assertThat(LockProbe.isLocked(bench.audit)).isFalse();
        assertThat(bench.lines()).hasSize(3).last().asString().endsWith("\"status\":503,\"requestId\":\"r\"}");
    }

    @Test
    void anInterruptWhileLinesAreWritten_losesNoLine() throws InterruptedException {
        try (AuditLog log = bench.open()) {
            AuditRun run = log.begin(plan);
            run.recordRequests(bench.stores);
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 2_000; i++) {
                    bench.stores.listeners.all().attempted(request("r" + i));
                }
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
            }
            writer.join();
            run.ended(0);
            run.close();
        }
        assertThat(bench.lines()).hasSize(2_002);
        assertThat(AuditCheck.verify(plan, bench.audit).passed()).isTrue();
    }

    private static StoreListener.Attempted request(String id) {
        return new StoreListener.Attempted(
                "memory",
                Operation.DELETE_CHECKPOINTS,
                "POST checkpoints/delete",
                2,
                OptionalInt.of(503),
                Optional.of(id),
                Duration.ZERO,
                0,
                0);
    }
}
