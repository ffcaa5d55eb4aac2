package io.modelkeep.integration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.memory.MemoryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of policies and plans that {@code docs/testing-your-pipeline.md} shows. */
class RetentionPipelineTest {

    @Test
    void thePolicyKeepsTheBestAndTheRecent() {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        List<Item> items = List.of(item(10, 0.9, now, 30), item(20, 0.2, now, 20), item(30, 0.4, now, 2));
        RetentionPolicy policy = RetentionPolicy.parse("keep-best=val/reward:max; keep-within=7d");

        List<Decision> decisions = policy.evaluate(items, now);

        assertThat(decisions)
                .filteredOn(decision -> !decision.kept())
                .extracting(decision -> decision.item().id())
                .containsExactly("20");
    }

    private static Item item(long step, double reward, Instant now, int daysOld) {
        return Item.builder(Long.toString(step))
                .step(step)
                .itemState(ItemState.READY)
                .metrics(Map.of("val/reward", reward))
                .createdAt(now.minus(Duration.ofDays(daysOld)))
                .build();
    }

    @Test
    void thePlanDeletesWhatIsOlderThanAWeek(@TempDir Path folder) {
        ManualTime time = new ManualTime();
        RetentionPolicy policy = RetentionPolicy.parse("keep-within=7d");
        try (MemoryServer server = new MemoryServer(time.clock());
                AuditLog audit = AuditLog.open(folder.resolve("audit.jsonl"), "test", time.clock());
                ModelkeepClient client = ModelkeepClient.open(StoreConfig.builder()
                        .settings(server.config())
                        .clock(time.clock())
                        .timeSource(time)
                        .build())) {
            RunId run = server.addRun("run");
            server.addCheckpoint(run, 10, Map.of());
            time.advance(Duration.ofDays(8));
            CheckpointId recent = server.addCheckpoint(run, 20, Map.of());
            RetentionTarget target = RetentionTarget.checkpoints(client, run);

            RetentionPlan plan =
                    new RetentionPlanner(policy).withClock(time.clock()).plan(List.of(target));
            PlanExecutor.of(client, audit).timeSource(time).apply(plan).orThrow();

            assertThat(server.checkpoints(run)).extracting(Checkpoint::id).containsExactly(recent);
        }
    }
}
