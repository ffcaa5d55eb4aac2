package io.modelkeep.integration.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.StoreConfig;
import io.modelkeep.StoreListener;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.retention.ApplyReport;
import io.modelkeep.retention.AuditCheck;
import io.modelkeep.retention.AuditLog;
import io.modelkeep.retention.Catalogue;
import io.modelkeep.retention.ItemResult;
import io.modelkeep.retention.RetentionApply;
import io.modelkeep.retention.RetentionException;
import io.modelkeep.retention.RetentionException.Reason;
import io.modelkeep.retention.RetentionPlan;
import io.modelkeep.retention.RetentionPlanner;
import io.modelkeep.retention.RetentionPolicy;
import io.modelkeep.simulator.DeletedCursor;
import io.modelkeep.simulator.Fault;
import io.modelkeep.simulator.SimulatedCheckpoint;
import io.modelkeep.simulator.WandbTrainingSimulator;
import io.modelkeep.testkit.ManualTime;
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
                Fault.answer(200, "application/json", "{\"deleted_count\":50,\"not_found_steps\":[]}")
                        .applied());

        ApplyReport first = apply(plan, StoreListener.NONE);

        assertThat(first.alarm()).isPresent();
        assertReason(Reason.ALARM, first::orThrow);
        simulator.clearExchanges();
        assertReason(Reason.ALARM, () -> apply(plan, StoreListener.NONE));
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
        simulator.inject(DELETE, Fault.disconnect().applied());
        AtomicBoolean saved = new AtomicBoolean();

        ApplyReport report = apply(plan, listener(event -> {
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
        try (Stores stores = open(listener)) {
            return new RetentionPlanner(RetentionPolicy.parse(policy))
                    .withClock(time.clock())
                    .plan(List.of(Catalogue.checkpoints(stores, new TrainingId(model))));
        }
    }

    private ApplyReport apply(RetentionPlan plan, StoreListener listener) {
        try (AuditLog log = AuditLog.open(audit(), "tester", time.clock());
                Stores stores = open(listener)) {
            return RetentionApply.of(plan, stores, log).sleeper(time).run();
        }
    }

    private Stores open(StoreListener listener) {
        return Stores.open(StoreConfig.builder()
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
                .sleeper(time)
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

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RetentionException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
