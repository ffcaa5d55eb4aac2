package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.FaultFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import io.modelkeep.testkit.internal.support.PlainCall;
import io.modelkeep.testkit.internal.support.ResourceLeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The row F38: a cancelled call ends at once in every phase, reports only what is known, and releases its resources.
 */
public final class CancelFaults {

    /** The time for the head of an answer to arrive after the request arrived. */
    private static final Duration FOR_THE_HEAD = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(10);

    /** The ways to cancel a call. */
    private enum Way {
        INTERRUPT("an interrupt"),
        CLOSE("a close");

        private final String about;

        Way(String about) {
            this.about = about;
        }
    }

    private final ContractContext context;
    private final Operation operation;
    private final CancelPhase phase;
    private final Way way;
    private final FaultFixture wire;
    private final ResourceLeakCheck ours;
    private final ModelkeepClient stores;

    private CancelFaults(ContractContext context, Operation operation, CancelPhase phase, Way way) {
        this.context = context;
        this.operation = operation;
        this.phase = phase;
        this.way = way;
        this.wire = operation == Operation.DOWNLOAD_CHECKPOINT ? context.storage() : context.wire();
        this.ours = ResourceLeakCheck.from(context.client().provider(), context.wire());
        // Waits are real here, because a simulated wait ends before the call can be cancelled.
        this.stores = context.openMore(StoreConfig.builder()
                .settings(context.fixture().config())
                .settings(phase.settings())
                .listener(context.listener())
                .build());
    }

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (CancelPhase phase : CancelPhase.values()) {
            for (Way way : Way.values()) {
                for (Operation operation : Operation.values()) {
                    clauses.add(clause(operation, phase, way));
                }
            }
        }
        return clauses;
    }

    private static Clause clause(Operation operation, CancelPhase phase, Way way) {
        Clause clause = Clause.of(
                        "F38",
                        operation.label() + ": " + way.about + " " + phase.where(),
                        context -> new CancelFaults(context, operation, phase, way).prove())
                .needs(FaultTrial.capability(operation))
                .onTheWire()
                .ends(phase.expected(operation).get(0).words());
        return operation == Operation.DOWNLOAD_CHECKPOINT
                ? clause.when("a file storage", fixture -> fixture.storage().isPresent())
                : clause;
    }

    private void prove() throws Exception {
        Thread holder = phase == CancelPhase.QUEUED ? holdTheTurn() : new Thread(() -> {});
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        phase.fault().ifPresent(fault -> wire.inject(operation, fault));
        int before = wire.requests().size();
        int begun = context.listener().started().size();

        Thread caller = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong cancelledAt = new AtomicLong(Long.MAX_VALUE);
        BooleanSupplier ready = ready(caller, begun);
        Thread other = new Thread(() -> {
            ResourceLeakCheck.within(LONG, () -> ended.get() || ready.getAsBoolean());
            if (phase == CancelPhase.READING) {
                LockSupport.parkNanos(FOR_THE_HEAD.toNanos());
            }
            if (!ended.get()) {
                cancelledAt.set(System.nanoTime());
                cancel(caller);
            }
        });
        other.start();
        CallResult ending = trial.run(stores);
        ended.set(true);
        long endedAt = System.nanoTime();
        boolean flag = Thread.interrupted();
        other.join();

        boolean cancelled = cancelledAt.get() != Long.MAX_VALUE;
        if (cancelled) {
            assertThat(Duration.ofNanos(endedAt - cancelledAt.get())).isLessThan(ResourceLeakCheck.AT_ONCE);
        }
        assertThat(flag).as("the interrupt flag of the thread").isEqualTo(cancelled && way == Way.INTERRUPT);
        List<WireRequest> all = wire.requests();
        FaultRow.checkOneOf(
                phase.expected(operation), context.fixture(), operation, ending, all.subList(before, all.size()));
        trial.checkTruth(ending);
        assertThat(wire.unconsumed()).isEmpty();
        checkNothingLeft(holder);
    }

    /** Starts a call that occupies the only request slot, because its answer never comes. */
    private Thread holdTheTurn() {
        Capability held = PlainCall.capability(context);
        Function<ModelkeepClient, Object> call = OperationCalls.prepared(held, context.fixture());
        context.wire().injectAt(OperationCalls.operation(held), 1, Fault.stall());
        Thread holder = new Thread(() -> {
            try {
                Object unused = call.apply(stores);
            } catch (StoreException closed) {
                // Closing the client ends this call, whose only purpose is to occupy the slot.
            }
        });
        holder.start();
        ResourceLeakCheck.within(LONG, () -> arrived(context.wire(), OperationCalls.operation(held)));
        return holder;
    }

    /** Returns a check of whether the call has reached the phase in which it is to be cancelled. */
    private BooleanSupplier ready(Thread caller, int begun) {
        return switch (phase) {
            case QUEUED -> () -> context.listener().started().size() > begun && waits(caller);
            case BACKING_OFF ->
                () -> arrived(wire, operation) && context.listener().attempted().size() >= requests() && waits(caller);
            case IN_FLIGHT, READING -> () -> arrived(wire, operation);
        };
    }

    private int requests() {
        int stored =
                operation == Operation.DOWNLOAD_CHECKPOINT ? wire.requests().size() : 0;
        return context.requests().size() + stored;
    }

    private static boolean waits(Thread caller) {
        return caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING;
    }

    private static boolean arrived(FaultFixture wire, Operation operation) {
        return wire.requests().stream()
                .anyMatch(
                        request -> request.operation().filter(operation::equals).isPresent());
    }

    private void cancel(Thread caller) {
        if (way == Way.INTERRUPT) {
            caller.interrupt();
        } else {
            stores.close();
        }
    }

    /** Closes the client and fails unless its threads and connections are released. */
    private void checkNothingLeft(Thread holder) throws InterruptedException {
        stores.close();
        holder.join(ResourceLeakCheck.AT_ONCE.toMillis());
        assertThat(holder.isAlive())
                .as("the call that occupied the slot is still running")
                .isFalse();
        ours.checkThreads();
        // A server that is still sending an answer, or withholding it, does not notice that the client has
        // disconnected.
        if (phase == CancelPhase.BACKING_OFF && operation != Operation.DOWNLOAD_CHECKPOINT) {
            ours.checkConnections();
        }
    }
}
