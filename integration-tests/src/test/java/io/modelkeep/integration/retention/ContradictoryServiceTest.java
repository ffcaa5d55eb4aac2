package io.modelkeep.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.DeletedCursor;
import io.modelkeep.simulator.wandb.SimulatedCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.testkit.fixture.ManualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retention against a service whose answers contradict each other or its lists. */
class ContradictoryServiceTest {

    private static final String DELETE = "delete-checkpoints";

    @TempDir
    Path folder;

    private WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
    private String model = simulator.addModel("p", "n");
    private final ManualTime time = new ManualTime(Instant.now());

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void anAnswerThatCountsMoreThanWasRequestedStopsEveryLaterRun() {
        simulator.addCheckpoints(model, 50);
        RetentionPlan plan = plan("keep-last=2");
        simulator.inject(
                DELETE,
                SimulatedFault.answer(200, "application/json", "{\"deleted_count\":50,\"not_found_steps\":[]}")
                        .applied());

        ExecutionReport first = apply(plan, StoreListener.NONE);

        assertThat(first.alarm()).isPresent();
        assertRefused(AlarmException.class, first::orThrow);
        simulator.clearExchanges();
        assertRefused(AlarmException.class, () -> apply(plan, StoreListener.NONE));
        assertThat(simulator.exchanges()).isEmpty();
        assertThat(AuditCheck.verify(plan, audit()).alarms()).hasSize(1);

        try (AuditLog log = AuditLog.open(audit(), "tester", time.clock())) {
            assertThat(log.acknowledge()).hasSize(1);
        }
        assertThat(apply(plan, StoreListener.NONE).complete()).isTrue();
        assertThat(AuditCheck.verify(plan, audit()).alarms()).isEmpty();
    }

    @Test
    void aCheckpointThatIsSavedAgainWhileItsDeletionIsRepeatedStays() {
        simulator.addCheckpoints(model, 5);
        RetentionPlan plan = plan("keep-last=4");
        long step = steps().get(0);
        simulator.inject(DELETE, SimulatedFault.disconnect().applied());
        AtomicBoolean saved = new AtomicBoolean();

        ExecutionReport report = apply(plan, listener(event -> {
            if (event.operation() == Operation.DELETE_CHECKPOINTS && !saved.getAndSet(true)) {
                simulator.addCheckpoint(model, step, Map.of());
            }
        }));

        assertThat(saved).isTrue();
        assertThat(report.summary()).containsExactly(entry(DeleteOutcome.FAILED, 1L));
        assertThat(report.parts().get(0).results())
                .extracting(ItemResult::cause)
                .singleElement()
                .satisfies(cause -> assertThat(cause).containsInstanceOf(ConflictException.class));
        assertThat(steps()).contains(step).hasSize(5);
        assertThat(simulator.exchanges())
                .filteredOn(exchange -> exchange.method().equals("DELETE"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aListWhosePageIsLostIsReadFromItsBeginning(DeletedCursor answer) {
        simulator.close();
        simulator = WandbTrainingSimulator.builder().deletedCursor(answer).start();
        model = simulator.addModel("p", "n");
        simulator.addCheckpoints(model, 250);
        List<Long> all = steps();
        AtomicBoolean changed = new AtomicBoolean();

        RetentionPlan plan = plan("keep-last=3", listener(event -> {
            if (event.operation() == Operation.LIST_CHECKPOINTS && !changed.getAndSet(true)) {
                // The last rows of the first pages, from either end: the next pages begin after them.
                simulator.removeCheckpoint(model, all.get(99));
                simulator.removeCheckpoint(model, all.get(150));
            }
        }));

        assertThat(changed).isTrue();
        // A row that was removed may have been listed before; every other one is there, once.
        assertThat(plan.parts().get(0).decisions())
                .extracting(decision -> decision.item().id())
                .doesNotHaveDuplicates()
                .containsAll(steps().stream().map(String::valueOf).toList());
        assertThat(plan.totals().kept()).isEqualTo(3);
    }

    private Path audit() {
        return folder.resolve("audit.jsonl");
    }

    private List<Long> steps() {
        return simulator.checkpoints(model).stream()
                .map(SimulatedCheckpoint::step)
                .toList();
    }

    private RetentionPlan plan(String policy) {
        return plan(policy, StoreListener.NONE);
    }

    private RetentionPlan plan(String policy, StoreListener listener) {
        try (ModelkeepClient stores = open(listener)) {
            return new RetentionPlanner(RetentionPolicy.parse(policy))
                    .withClock(time.clock())
                    .plan(List.of(RetentionTarget.checkpoints(stores, new RunId(model))));
        }
    }

    private ExecutionReport apply(RetentionPlan plan, StoreListener listener) {
        try (AuditLog log = AuditLog.open(audit(), "tester", time.clock());
                ModelkeepClient stores = open(listener)) {
            return PlanExecutor.of(stores, log).timeSource(time).apply(plan);
        }
    }

    private ModelkeepClient open(StoreListener listener) {
        return ModelkeepClient.open(StoreConfig.builder()
                .settings(Map.of(
                        "provider",
                        "wandb-training",
                        "wandb-training.base-url",
                        simulator.baseUrl().toString(),
                        "wandb-training.api-key",
                        simulator.apiKey(),
                        "wandb-training.project",
                        "p"))
                .clock(time.clock())
                .timeSource(time)
                .listener(listener)
                .build());
    }

    private static StoreListener listener(Consumer<StoreListener.Attempted> attempts) {
        return new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                attempts.accept(event);
            }
        };
    }

    private static void assertRefused(Class<? extends RetentionException> type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type);
    }
}
