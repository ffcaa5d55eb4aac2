package io.modelkeep.testkit;

import io.modelkeep.CancelledException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.RateLimitedException;
import io.modelkeep.StoreException;
import io.modelkeep.spi.CommonKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a call has come when it is cancelled. */
enum CancelPhase {
    /** It has sent nothing, for another call has the only turn. */
    QUEUED("in the queue"),
    /** It was told to come back, and waits. */
    BACKING_OFF("before a repetition"),
    /** It has sent its request, and has no answer. */
    IN_FLIGHT("in flight"),
    /** Its answer is coming in, byte by byte. */
    READING("in the body");

    /** So slow that even a short answer outlasts the bound on a cancellation. */
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(200);

    private final String where;

    CancelPhase(String where) {
        this.where = where;
    }

    /** Where it is, in words. */
    String where() {
        return where;
    }

    /** What brings a call here; nothing for one that sends nothing. */
    Optional<Fault> fault() {
        return switch (this) {
            case QUEUED -> Optional.empty();
            case BACKING_OFF -> Optional.of(Fault.status(429).header("Retry-After", "30"));
            case IN_FLIGHT -> Optional.of(Fault.stall());
            case READING -> Optional.of(Fault.drip(BETWEEN_BYTES));
        };
    }

    /** Settings that bring a call here. */
    Map<String, String> settings() {
        return this == QUEUED ? Map.of(CommonKeys.MAX_CONCURRENCY.name(), "1") : Map.of();
    }

    /** How a call that is cancelled here may end. */
    List<Expected> expected(Operation operation) {
        if (Calls.BULKS.contains(operation)) {
            return List.of(sent(outcome().stoppedBy(CancelledException.class)));
        }
        return switch (operation) {
            case DELETE_MODEL -> List.of(sent(outcome()));
            case CREATE_MODEL -> List.of(sent(Expected.error(CancelledException.class, otherError())));
            case DOWNLOAD_CHECKPOINT ->
                List.of(
                        this == QUEUED
                                ? sent(Expected.error(CancelledException.class))
                                : Expected.error(CancelledException.class).own(1, DownloadTrial.FILES));
            default -> List.of(sent(Expected.error(CancelledException.class)));
        };
    }

    /** Nobody knows of what was sent; what was not, or was refused, is known. */
    private Expected outcome() {
        return switch (this) {
            case QUEUED -> Expected.outcome(DeleteOutcome.NOT_ATTEMPTED);
            case BACKING_OFF -> Expected.outcome(DeleteOutcome.NOT_ATTEMPTED, DeleteOutcome.FAILED);
            case IN_FLIGHT, READING -> Expected.outcome(DeleteOutcome.UNKNOWN);
        };
    }

    /** Not every provider repeats a creation, so that there may be no wait to cancel. */
    private Class<? extends StoreException> otherError() {
        return switch (this) {
            case QUEUED -> CancelledException.class;
            case BACKING_OFF -> RateLimitedException.class;
            case IN_FLIGHT, READING -> OutcomeUnknownException.class;
        };
    }

    private Expected sent(Expected expected) {
        return this == QUEUED ? expected.own(0, 0).reads(0, 0) : expected;
    }
}
