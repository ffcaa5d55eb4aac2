package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.ManualTime;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The row F42: the system clock is changed during a call, which affects neither its waits nor its end. */
public final class ClockFaults {

    private static final String ID = "F42";
    private static final String ABOUT = "the clock jumps back and forth during the call";
    private static final Set<Operation> ALL_BUT_DOWNLOADS =
            EnumSet.complementOf(EnumSet.of(Operation.DOWNLOAD_CHECKPOINT));

    private ClockFaults() {}

    public static List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : ALL_BUT_DOWNLOADS) {
            clauses.add(clause(operation, "a wait within call-timeout", context -> waits(context, operation))
                    .ends("DELETED (2)"));
            clauses.add(clause(operation, "a wait beyond call-timeout", context -> gives(context, operation))
                    .ends("FAILED (1)"));
        }
        clauses.addAll(NotApplicable.but(
                ALL_BUT_DOWNLOADS,
                ID,
                ABOUT,
                "a download uses the clock in the same way as the file list that it " + "starts with"));
        return clauses;
    }

    private static Clause clause(Operation operation, String form, Clause.Proof proof) {
        return Clause.of(ID, operation.label() + ": " + ABOUT + " (" + form + ")", proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire();
    }

    private static void waits(ContractContext context, Operation operation) {
        CallResult ending = run(context, operation, "2");
        FaultRow.checkOneOf(
                operation == Operation.CREATE_MODEL
                        ? List.of(ExpectedResult.answer().own(2, 2), ExpectedResult.error(RateLimitedException.class))
                        : List.of(
                                operation == Operation.DELETE_MODEL || OperationCalls.BULKS.contains(operation)
                                        ? ExpectedResult.outcome(DeleteOutcome.DELETED)
                                                .own(2, 2)
                                        : ExpectedResult.answer().own(2, 2)),
                context.fixture(),
                operation,
                ending,
                context.requests());
        if (ending.reasons().isEmpty()) {
            assertThat(slept(context)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
        }
    }

    private static void gives(ContractContext context, Operation operation) {
        CallResult ending = run(context, operation, "30");
        FaultRow.checkOneOf(
                List.of(
                        operation == Operation.DELETE_MODEL || OperationCalls.BULKS.contains(operation)
                                ? ExpectedResult.outcome(DeleteOutcome.FAILED).because(RateLimitedException.class)
                                : ExpectedResult.error(RateLimitedException.class)),
                context.fixture(),
                operation,
                ending,
                context.requests());
        assertThat(slept(context)).isLessThan(Duration.ofSeconds(1));
    }

    /** Runs one call with a timeout of ten seconds, whose first request is answered with a Retry-After. */
    private static CallResult run(ContractContext context, Operation operation, String seconds) {
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        context.wire().inject(operation, Fault.status(429).header("Retry-After", seconds));
        ModelkeepClient stores = context.openMore(context.config(Map.of(CommonKeys.CALL_TIMEOUT.name(), "10s"))
                .clock(new Jumping(context.time()))
                .build());
        CallResult ending = trial.run(stores);
        trial.checkTruth(ending);
        assertThat(context.wire().unconsumed()).isEmpty();
        assertThat(context.listener().attempted()).hasSameSizeAs(context.requests());
        return ending;
    }

    private static Duration slept(ContractContext context) {
        return context.time().sleeps().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** A clock that alternates between ten years in the future and ten years in the past. */
    private static final class Jumping extends Clock {

        private static final Duration JUMP = Duration.ofDays(3650);

        private final ManualTime time;
        private final AtomicInteger readings = new AtomicInteger();

        Jumping(ManualTime time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return readings.getAndIncrement() % 2 == 0
                    ? time.now().plus(JUMP)
                    : time.now().minus(JUMP);
        }
    }
}
