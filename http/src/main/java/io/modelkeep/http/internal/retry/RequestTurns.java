package io.modelkeep.http.internal.retry;

import io.modelkeep.StoreListener.WaitCause;
import io.modelkeep.config.TimeSource;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Deadline;
import io.modelkeep.spi.Instrumentation;
import java.time.Duration;
import java.util.Optional;

/** The waits of a call before its requests, each reported to the listener with its cause. Thread-safe. */
final class RequestTurns {

    private final ConcurrencyLimiter waiting;
    private final RateLimiter pace;
    private final Instrumentation instrumentation;
    private final TimeSource time;

    RequestTurns(ConcurrencyLimiter waiting, RateLimiter pace, Instrumentation instrumentation, TimeSource time) {
        this.waiting = waiting;
        this.pace = pace;
        this.instrumentation = instrumentation;
        this.time = time;
    }

    /**
     * Takes a turn, and waits until the rate limit of the route allows the request.
     *
     * @return false, with no turn taken, if the time runs out first
     */
    boolean await(String route, CallContext context) throws InterruptedException {
        Deadline deadline = context.deadline();
        if (deadline.passed() || !takeTurn(context)) {
            return false;
        }
        // The rate limit comes last. In the reverse order, requests that are past their rate limit would wait for turns
        // and then all begin at once.
        boolean begins = false;
        try {
            Optional<Duration> wait = pace.untilTurn(route, deadline.remaining());
            if (wait.isPresent() && !wait.get().isZero()) {
                backOff(wait.get(), context, WaitCause.RATE_LIMIT);
            }
            begins = wait.isPresent();
            return begins;
        } finally {
            if (!begins) {
                waiting.endTurn();
            }
        }
    }

    /** Waits for a delay and reports the wait. */
    void backOff(Duration delay, CallContext context, WaitCause cause) throws InterruptedException {
        long begun = time.nanoTime();
        try {
            waiting.backOff(delay);
        } finally {
            instrumentation.waited(context.operation(), cause, time.nanoTime() - begun);
        }
    }

    /** Takes a turn. A wait is reported only if no turn is free. */
    private boolean takeTurn(CallContext context) throws InterruptedException {
        if (waiting.takeTurn(Duration.ZERO)) {
            return true;
        }
        long begun = time.nanoTime();
        try {
            return waiting.takeTurn(context.deadline().remaining());
        } finally {
            instrumentation.waited(context.operation(), WaitCause.REQUEST_SLOT, time.nanoTime() - begun);
        }
    }
}
