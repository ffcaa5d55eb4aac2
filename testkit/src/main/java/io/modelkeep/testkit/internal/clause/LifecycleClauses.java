package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** The clauses that hold for every operation during the life of a client: names, events, interrupts, closing. */
public final class LifecycleClauses {

    private static final Set<Capability> READS = EnumSet.of(
            Capability.MODEL_GET,
            Capability.MODEL_LIST,
            Capability.VERSION_LIST,
            Capability.RUN_LIST,
            Capability.CHECKPOINT_LIST,
            Capability.CHECKPOINT_FILES);

    private static final int REFUSED = 422;

    private final Set<Capability> all;

    private LifecycleClauses(Set<Capability> all) {
        this.all = all;
    }

    /** Returns the clauses for the operations of one kind of store. */
    public static List<Clause> of(Set<Capability> all) {
        LifecycleClauses clauses = new LifecycleClauses(all);
        return List.of(
                Clause.of(
                        clauses.id("C60", "M70"),
                        "the client and its stores report the configured provider name",
                        clauses::names),
                Clause.of(
                        clauses.id("C61", "M71"),
                        "the listener is notified of the start and the end of each call",
                        clauses::events),
                Clause.of(
                        clauses.id("C62", "M72"),
                        "a listener that throws does not affect the call",
                        clauses::throwingListener),
                Clause.of(
                        clauses.id("C63", "M73"),
                        "a read on an interrupted thread throws CancelledException: nothing is sent, and the "
                                + "interrupt flag stays set",
                        clauses::interruptedRead),
                Clause.of(
                        clauses.id("C64", "M74"),
                        "a closed client refuses every call with IllegalStateException, before any request",
                        clauses::closed),
                Clause.of(
                        clauses.id("C65", "M75"),
                        "closing a client again has no effect",
                        LifecycleClauses::closedAgain),
                Clause.of(
                                clauses.id("C69", "M77"),
                                "the listener and the exception report the same request id",
                                clauses::requestIds)
                        .onTheWire());
    }

    /** Returns the id that a clause has for this kind of store. */
    private String id(String ofCheckpoints, String ofModels) {
        return all.equals(OperationCalls.OF_CHECKPOINTS) ? ofCheckpoints : ofModels;
    }

    private void names(ContractContext scene) {
        String name = scene.fixture().config().get("provider");
        assertThat(scene.stores().provider()).isEqualTo(name);
        assertThat(scene.models().provider()).isEqualTo(name);
        assertThat(scene.checkpoints().provider()).isEqualTo(name);
    }

    private void events(ContractContext scene) {
        for (Capability capability : declared(scene)) {
            if (capability == Capability.CHECKPOINT_REVISION) {
                // Its call lists before it deletes, so there are several events.
                continue;
            }
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, scene.fixture());
            int started = scene.heard().started().size();
            int finished = scene.heard().finished().size();
            assertThat(call.apply(scene.stores())).isNotNull();
            List<StoreListener.Started> begun = scene.heard().started();
            List<StoreListener.Finished> ended = scene.heard().finished();
            assertThat(begun.subList(started, begun.size()))
                    .containsExactly(
                            new StoreListener.Started(scene.stores().provider(), OperationCalls.operation(capability)));
            assertThat(ended.subList(finished, ended.size())).singleElement().satisfies(event -> {
                assertThat(event.provider()).isEqualTo(scene.stores().provider());
                assertThat(event.operation()).isEqualTo(OperationCalls.operation(capability));
                assertThat(event.outcome()).isEqualTo("ok");
                assertThat(event.elapsed().isNegative()).isFalse();
            });
        }
    }

    private void throwingListener(ContractContext scene) {
        ModelkeepClient stores =
                scene.openMore(scene.config(Map.of()).listener(new Throwing()).build());
        for (Capability capability : declared(scene)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, scene.fixture());
            assertThat(call.apply(stores)).isNotNull();
        }
    }

    private void requestIds(ContractContext scene) {
        for (Capability capability : declared(scene)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, scene.fixture());
            int before = scene.heard().attempted().size();
            scene.wire()
                    .inject(
                            OperationCalls.operation(capability),
                            Fault.status(REFUSED).header("X-Request-Id", "contract-7f03"));
            Optional<StoreException> failure = PlainCall.failure(() -> call.apply(scene.stores()));
            assertThat(failure).as(capability.label()).isPresent();
            List<StoreListener.Attempted> told = scene.heard().attempted();
            assertThat(told.subList(before, told.size()))
                    .as(capability.label())
                    .filteredOn(attempt -> attempt.status().equals(OptionalInt.of(REFUSED)))
                    .extracting(StoreListener.Attempted::requestId)
                    .containsExactly(failure.get().requestId());
        }
    }

    private void interruptedRead(ContractContext scene) throws Throwable {
        Set<Capability> reads = declared(scene);
        reads.retainAll(READS);
        for (Capability capability : reads) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, scene.fixture());
            scene.sends(0, () -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> call.apply(scene.stores()))
                        .as(capability.label())
                        .isInstanceOf(CancelledException.class);
                assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            });
        }
    }

    private void closed(ContractContext scene) throws Throwable {
        for (Capability capability : declared(scene)) {
            ModelkeepClient stores = scene.openMore(scene.config(Map.of()).build());
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, scene.fixture());
            stores.close();
            scene.sends(
                    0,
                    () -> assertThatThrownBy(() -> call.apply(stores))
                            .as(capability.label())
                            .isInstanceOf(IllegalStateException.class));
        }
    }

    private static void closedAgain(ContractContext scene) {
        scene.stores().close();
        scene.stores().close();
        assertThat(scene.stores().provider()).isNotEmpty();
    }

    private Set<Capability> declared(ContractContext scene) {
        return OperationCalls.ofTheirOwn(all, scene);
    }

    private static final class Throwing implements StoreListener {

        @Override
        public OperationScope started(Started event) {
            throw new IllegalArgumentException("a broken listener");
        }

        @Override
        public void attempted(Attempted event) {
            throw new IllegalArgumentException("a broken listener");
        }

        @Override
        public void finished(Finished event) {
            throw new IllegalArgumentException("a broken listener");
        }
    }
}
