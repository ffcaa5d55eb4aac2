package io.modelkeep.http.internal.retry;

import io.modelkeep.StoreListener;
import io.modelkeep.StoreListener.AttemptScope;
import io.modelkeep.StoreListener.WaitCause;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.CallFailure;
import io.modelkeep.http.call.CallFailure.Effect;
import io.modelkeep.http.call.CallFailure.Kind;
import io.modelkeep.http.call.Deadline;
import io.modelkeep.http.call.Reply;
import io.modelkeep.http.call.Retryable;
import io.modelkeep.http.internal.transport.AttemptState;
import io.modelkeep.http.internal.transport.EndpointPolicy;
import io.modelkeep.spi.Instrumentation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * An executor that sends a request, and retries it if its endpoint allows that and the failure may pass. Thread-safe.
 */
public final class RetryingExecutor {

    private static final int SUCCESS = 200;

    private final String provider;
    private final ErrorMapper failures;
    private final Instrumentation instrumentation;
    private final TimeSource time;
    private final ConcurrencyLimiter waiting;
    private final RequestTurns turns;
    private final Backoff backoff;
    private final RetryBudget budget = new RetryBudget();
    private final AttemptRunner runner;
    private final ServiceTime serviceTime;
    private final Runnable dropIdleConnections;
    private final int maxAttempts;
    private final Duration requestTimeout;

    public RetryingExecutor(
            String provider,
            ErrorMapper failures,
            Instrumentation instrumentation,
            TimeSource time,
            ConcurrencyLimiter waiting,
            RateLimiter pace,
            Backoff backoff,
            Runnable dropIdleConnections,
            AttemptRunner runner,
            ServiceTime serviceTime,
            int maxAttempts,
            Duration requestTimeout) {
        this.provider = provider;
        this.failures = failures;
        this.instrumentation = instrumentation;
        this.time = time;
        this.waiting = waiting;
        this.turns = new RequestTurns(waiting, pace, instrumentation, time);
        this.backoff = backoff;
        this.dropIdleConnections = dropIdleConnections;
        this.runner = runner;
        this.serviceTime = serviceTime;
        this.maxAttempts = maxAttempts;
        this.requestTimeout = requestTimeout;
    }

    /**
     * Sends a request with its retries. Failures of the service or the network are returned in the reply, never thrown.
     */
    public <T> Reply<T> send(Call<T> call, CallContext context) {
        EndpointPolicy endpoint = EndpointPolicy.of(call.request());
        Effect effect = Effect.NONE;
        boolean sent = false;
        int attempt = context.attemptsBefore();
        while (true) {
            attempt++;
            ErrorDetails about = about(context, attempt);
            // A call can be sent only once. Copying a call that was not sent would build its request again.
            Call<T> once = call.isExecuted() ? call.clone() : call;
            Attempt<T> done = attempt(once, endpoint, context, about, attempt);
            if (done.response == null || done.response.raw().protocol() == Protocol.HTTP_1_0) {
                // If one pooled connection was dead, the others may be dead too, and would use up the attempts one by
                // one. A server of HTTP/1.0 closes each connection without notice.
                dropIdleConnections.run();
            }
            if (done.failure == null && done.response != null) {
                T body = endpoint.body(done.response);
                if (body != null) {
                    budget.succeeded(attempt);
                    ErrorDetails details = failures.details(about, done.response.raw());
                    return Reply.of(body, details, effect, attempt);
                }
            }
            CallFailure failure = failure(about, done);
            effect = worse(effect, failure.effect());
            sent |= done.sent;
            if (!mayRepeat(endpoint.repeat(), failure) || !prepareRepeat(endpoint.route(), failure, attempt, context)) {
                return Reply.failed(ended(failure, context), effect, sent, attempt);
            }
        }
    }

    /**
     * Waits before a retry.
     *
     * @return false if no retry is allowed or possible; attempts, budget or time may be used up, or the wait was ended
     */
    public boolean prepareRepeat(String route, CallFailure failure, int attempt, CallContext context) {
        if (failure.kind() != Kind.TRANSIENT || !attemptsLeft(attempt)) {
            return false;
        }
        Optional<Duration> wait = backoff.after(
                attempt, failure.exception().retryAfter(), context.deadline().remaining());
        if (wait.isEmpty() || !budget.take()) {
            return false;
        }
        String reason = failure.exception().getClass().getSimpleName();
        instrumentation.retrying(context.operation(), route, attempt + 1, reason, wait.get());
        try {
            turns.backOff(wait.get(), context, WaitCause.RETRY_DELAY);
            return !waiting.isClosed();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean attemptsLeft(int made) {
        return made < maxAttempts;
    }

    private static boolean mayRepeat(Retryable.When when, CallFailure failure) {
        return switch (when) {
            case ALWAYS -> true;
            case IF_NOT_APPLIED -> !failure.mayBeApplied();
            case NEVER -> false;
        };
    }

    /**
     * Returns the final failure. A failure that may pass becomes an aborted one if the client is closed, the thread is
     * interrupted, or the time is over. No retry can follow then.
     */
    private CallFailure ended(CallFailure failure, CallContext context) {
        if (failure.kind() != Kind.TRANSIENT) {
            return failure;
        }
        if (wasCancelled()) {
            return cancelled(failure.details(), failure.effect());
        }
        return context.deadline().passed()
                ? new CallFailure(Kind.ABORTED, failure.exception(), failure.details(), failure.effect(), failure.own())
                : failure;
    }

    private <T> CallFailure failure(ErrorDetails about, Attempt<T> done) {
        if (done.failure != null) {
            return done.failure;
        }
        Response<T> response = done.response;
        if (response == null) {
            throw new IllegalStateException("an attempt without an end");
        }
        if (!response.isSuccessful()) {
            return failures.ofStatus(about, response);
        }
        if (response.code() == ErrorMapper.ACCEPTED) {
            return ErrorMapper.accepted(failures.details(about, response.raw()));
        }
        String problem = response.code() == SUCCESS
                ? "the answer is empty"
                : "the status is a success that the service does not document";
        return ErrorMapper.unusable(failures.details(about, response.raw()), problem);
    }

    private static final class Attempt<T> {

        final @Nullable Response<T> response;
        final @Nullable CallFailure failure;
        final boolean sent;

        Attempt(@Nullable Response<T> response, @Nullable CallFailure failure, boolean sent) {
            this.response = response;
            this.failure = failure;
            this.sent = sent;
        }
    }

    private <T> Attempt<T> attempt(
            Call<T> call, EndpointPolicy endpoint, CallContext context, ErrorDetails about, int number) {
        Deadline deadline = context.deadline();
        AttemptState progress = AttemptState.of(call.request());
        if (context.ownConnection()) {
            progress.closeConnection();
        }
        try {
            if (!turns.await(endpoint.route(), context)) {
                ErrorDetails late = about.problem("call-timeout exceeded while waiting for a free request slot");
                return new Attempt<>(
                        null,
                        new CallFailure(Kind.ABORTED, new UnavailableException(late), late, Effect.NONE, false),
                        false);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Attempt<>(null, cancelled(about, Effect.NONE), false);
        }
        long begun = time.nanoTime();
        Response<T> response = null;
        CallFailure failure = null;
        AttemptScope scope = AttemptScope.NONE;
        try {
            if (waiting.isClosed()) {
                return new Attempt<>(null, cancelled(about, Effect.NONE), false);
            }
            scope = instrumentation.attemptStarted(context.operation(), endpoint.route(), number);
            response = runner.run(call, shorter(requestTimeout, deadline.remaining()));
            if (response.code() != SUCCESS && wasCancelled()) {
                // The body of an error may be cut off then, and a part of it says nothing about the service.
                response = null;
                failure = cancelled(about, effect(progress));
            }
        } catch (IOException | RuntimeException | Error why) {
            failure = wasCancelled() ? cancelled(about, effect(progress)) : failures.ofException(about, why, progress);
        } finally {
            waiting.endTurn();
        }
        progress.answer().ifPresent(serviceTime::read);
        instrumentation.attempted(scope, () -> attempted(endpoint, context, number, progress, begun));
        return new Attempt<>(response, failure, progress.sent());
    }

    private StoreListener.Attempted attempted(
            EndpointPolicy endpoint, CallContext context, int number, AttemptState progress, long begun) {
        OptionalInt status =
                progress.answer().map(answer -> OptionalInt.of(answer.code())).orElse(OptionalInt.empty());
        Optional<String> requestId = progress.answer().flatMap(failures::requestId);
        Duration elapsed = Duration.ofNanos(time.nanoTime() - begun);
        return new StoreListener.Attempted(
                provider,
                context.operation(),
                endpoint.route(),
                number,
                status,
                requestId,
                elapsed,
                progress.requestBytes(),
                progress.responseBytes());
    }

    private static Effect worse(Effect one, Effect other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private boolean wasCancelled() {
        return waiting.isClosed() || Thread.currentThread().isInterrupted();
    }

    /** Returns the possible effect of an attempt that was abandoned before its end. */
    private static Effect effect(AttemptState progress) {
        return progress.sent() ? Effect.CONTINUING : Effect.NONE;
    }

    private CallFailure cancelled(ErrorDetails about, Effect effect) {
        ErrorDetails details = about.problem(
                waiting.isClosed()
                        ? "the client was closed during the call"
                        : "the thread was interrupted during the call");
        return new CallFailure(Kind.ABORTED, new CancelledException(details), details, effect, false);
    }

    private ErrorDetails about(CallContext context, int attempt) {
        return ErrorDetails.of("failed")
                .provider(provider)
                .operation(context.operation())
                .subject(context.subject())
                .attempts(attempt);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
