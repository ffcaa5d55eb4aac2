package io.modelkeep.testkit.internal.fault;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phase in which a call is cancelled. */
enum CancelPhase {
    /** No request is sent yet, because another call occupies the only request slot. */
    QUEUED("while waiting for a request slot"),
    /** The service asked for a later retry, and the call waits for it. */
    BACKING_OFF("while waiting for a retry"),
    /** The request is sent, and no answer has arrived. */
    IN_FLIGHT("while waiting for the answer"),
    /** The answer is arriving byte by byte. */
    READING("while reading the body");

    /** A pause so long that even a short answer takes longer than the limit for a cancellation. */
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(200);

    private final String where;

    CancelPhase(String where) {
        this.where = where;
    }

    /** Returns the description of the phase for a clause. */
    String where() {
        return where;
    }

    /** Returns the fault that brings a call into this phase, or empty if the phase comes before any request. */
    Optional<Fault> fault() {
        return switch (this) {
            case QUEUED -> Optional.empty();
            case BACKING_OFF -> Optional.of(Fault.status(429).header("Retry-After", "30"));
            case IN_FLIGHT -> Optional.of(Fault.stall());
            case READING -> Optional.of(Fault.drip(BETWEEN_BYTES));
        };
    }

    /** Returns the settings that bring a call into this phase. */
    Map<String, String> settings() {
        return this == QUEUED ? Map.of(CommonKeys.MAX_CONCURRENCY.name(), "1") : Map.of();
    }

    /** Returns the ways in which a call that is cancelled in this phase may end. */
    List<ExpectedResult> expected(Operation operation) {
        if (OperationCalls.BULKS.contains(operation)) {
            return List.of(sent(outcome().abortCause(CancelledException.class)));
        }
        return switch (operation) {
            case DELETE_MODEL -> List.of(sent(outcome()));
            case CREATE_MODEL -> List.of(sent(ExpectedResult.error(CancelledException.class, otherError())));
            case DOWNLOAD_CHECKPOINT ->
                List.of(
                        this == QUEUED
                                ? sent(ExpectedResult.error(CancelledException.class))
                                : ExpectedResult.error(CancelledException.class).own(1, DownloadTrial.FILES));
            default -> List.of(sent(ExpectedResult.error(CancelledException.class)));
        };
    }

    /** Returns the outcome of a cancelled deletion: UNKNOWN once the request was sent and not refused. */
    private ExpectedResult outcome() {
        return switch (this) {
            case QUEUED -> ExpectedResult.outcome(DeleteOutcome.NOT_ATTEMPTED);
            case BACKING_OFF -> ExpectedResult.outcome(DeleteOutcome.NOT_ATTEMPTED, DeleteOutcome.FAILED);
            case IN_FLIGHT, READING -> ExpectedResult.outcome(DeleteOutcome.UNKNOWN);
        };
    }

    /** Returns the exception of a provider that does not retry creations and so has no wait to cancel. */
    private Class<? extends StoreException> otherError() {
        return switch (this) {
            case QUEUED -> CancelledException.class;
            case BACKING_OFF -> RateLimitedException.class;
            case IN_FLIGHT, READING -> OutcomeUnknownException.class;
        };
    }

    private ExpectedResult sent(ExpectedResult expected) {
        return this == QUEUED ? expected.own(0, 0).reads(0, 0) : expected;
    }
}
