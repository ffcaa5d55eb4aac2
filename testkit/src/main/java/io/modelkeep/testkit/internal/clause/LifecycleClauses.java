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

    private void names(ContractContext context) {
        String name = context.fixture().config().get("provider");
        assertThat(context.client().provider()).isEqualTo(name);
        assertThat(context.models().provider()).isEqualTo(name);
        assertThat(context.checkpoints().provider()).isEqualTo(name);
    }

    private void events(ContractContext context) {
        for (Capability capability : declared(context)) {
            if (capability == Capability.CHECKPOINT_REVISION) {
                // Its call lists before it deletes, so there are several events.
                continue;
            }
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int started = context.listener().started().size();
            int finished = context.listener().finished().size();
            assertThat(call.apply(context.client())).isNotNull();
            List<StoreListener.Started> begun = context.listener().started();
            List<StoreListener.Finished> ended = context.listener().finished();
            assertThat(begun.subList(started, begun.size()))
                    .containsExactly(new StoreListener.Started(
                            context.client().provider(), OperationCalls.operation(capability)));
            assertThat(ended.subList(finished, ended.size())).singleElement().satisfies(event -> {
                assertThat(event.provider()).isEqualTo(context.client().provider());
                assertThat(event.operation()).isEqualTo(OperationCalls.operation(capability));
                assertThat(event.outcome()).isEqualTo("ok");
                assertThat(event.elapsed().isNegative()).isFalse();
            });
        }
    }

    private void throwingListener(ContractContext context) {
        ModelkeepClient stores = context.openMore(
                context.config(Map.of()).listener(new Throwing()).build());
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            assertThat(call.apply(stores)).isNotNull();
        }
    }

    private void requestIds(ContractContext context) {
        for (Capability capability : declared(context)) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            int before = context.listener().attempted().size();
            context.wire()
                    .inject(
                            OperationCalls.operation(capability),
                            Fault.status(REFUSED).header("X-Request-Id", "contract-7f03"));
            Optional<StoreException> failure = PlainCall.failure(() -> call.apply(context.client()));
            assertThat(failure).as(capability.label()).isPresent();
            List<StoreListener.Attempted> told = context.listener().attempted();
            assertThat(told.subList(before, told.size()))
                    .as(capability.label())
                    .filteredOn(attempt -> attempt.status().equals(OptionalInt.of(REFUSED)))
                    .extracting(StoreListener.Attempted::requestId)
                    .containsExactly(failure.get().requestId());
        }
    }

    private void interruptedRead(ContractContext context) throws Throwable {
        Set<Capability> reads = declared(context);
        reads.retainAll(READS);
        for (Capability capability : reads) {
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            context.sends(0, () -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> call.apply(context.client()))
                        .as(capability.label())
                        .isInstanceOf(CancelledException.class);
                assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            });
        }
    }

    private void closed(ContractContext context) throws Throwable {
        for (Capability capability : declared(context)) {
            ModelkeepClient stores = context.openMore(context.config(Map.of()).build());
            Function<ModelkeepClient, Object> call = OperationCalls.prepared(capability, context.fixture());
            stores.close();
            context.sends(
                    0,
                    () -> assertThatThrownBy(() -> call.apply(stores))
                            .as(capability.label())
                            .isInstanceOf(IllegalStateException.class));
        }
    }

    private static void closedAgain(ContractContext context) {
        context.client().close();
        context.client().close();
        assertThat(context.client().provider()).isNotEmpty();
    }

    private Set<Capability> declared(ContractContext context) {
        return OperationCalls.ofTheirOwn(all, context);
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
