package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CancelledException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A call that is waiting for its answer ends at once where it is cancelled, and says what it does not know. */
final class CancelFaults {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** How a call is cancelled. */
    private enum Way {
        INTERRUPT("an interrupt in flight"),
        CLOSE("a close in flight");

        private final String about;

        Way(String about) {
            this.about = about;
        }
    }

    private CancelFaults() {}

    static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Operation operation : Operation.values()) {
                Clause clause = Clause.of(
                                "F38", operation.label() + ": " + way.about, scene -> prove(scene, operation, way))
                        .needs(Trial.capability(operation))
                        .onTheWire();
                boolean stored = operation == Operation.DOWNLOAD_CHECKPOINT;
                clauses.add(
                        stored
                                ? clause.when(
                                        "a storage",
                                        fixture -> fixture.storage().isPresent())
                                : clause);
            }
        }
        return clauses;
    }

    private static void prove(Scene scene, Operation operation, Way way) throws Exception {
        Trial trial = Trial.of(operation, scene.fixture());
        FaultFixture wire = operation == Operation.DOWNLOAD_CHECKPOINT ? scene.storage() : scene.wire();
        wire.inject(operation, Fault.stall());
        Thread caller = Thread.currentThread();
        AtomicLong cancelledAt = new AtomicLong();
        Thread other = new Thread(() -> {
            long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!arrived(wire, operation) && System.nanoTime() < giveUp) {
                LockSupport.parkNanos(1_000_000);
            }
            cancelledAt.set(System.nanoTime());
            if (way == Way.INTERRUPT) {
                caller.interrupt();
            } else {
                scene.stores().close();
            }
        });
        other.start();
        Ending ending = trial.run(scene.stores());
        long endedAt = System.nanoTime();
        boolean flag = Thread.interrupted();
        other.join();
        assertThat(Duration.ofNanos(endedAt - cancelledAt.get())).isLessThan(AT_ONCE);
        assertThat(flag).as("the flag of the thread").isEqualTo(way == Way.INTERRUPT);
        FaultRow.checkOneOf(expected(operation), scene.fixture(), operation, ending, wire.requests());
        trial.checkTruth(ending);
        assertThat(wire.unconsumed()).isEmpty();
    }

    private static boolean arrived(FaultFixture wire, Operation operation) {
        return wire.requests().stream()
                .anyMatch(
                        request -> request.operation().filter(operation::equals).isPresent());
    }

    private static List<Expected> expected(Operation operation) {
        if (FaultRow.BULKS.contains(operation)) {
            return List.of(Expected.outcome(DeleteOutcome.UNKNOWN).stoppedBy(CancelledException.class));
        }
        return switch (operation) {
            case DELETE_MODEL -> List.of(Expected.outcome(DeleteOutcome.UNKNOWN));
            case CREATE_MODEL -> List.of(Expected.error(CancelledException.class, OutcomeUnknownException.class));
            case DOWNLOAD_CHECKPOINT ->
                List.of(Expected.error(CancelledException.class).own(1, DownloadTrial.FILES));
            default -> List.of(Expected.error(CancelledException.class));
        };
    }
}
