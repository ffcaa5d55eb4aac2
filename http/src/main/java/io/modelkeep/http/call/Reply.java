package io.modelkeep.http.call;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one request ended, repetitions included: with a body, or with a failure and what is known of its effect. Immutable.
 *
 * @param <T> the body
 */
public final class Reply<T> {

    private final @Nullable T body;
    private final @Nullable CallFailure failure;
    private final ErrorDetails details;
    private final CallFailure.Effect effect;
    private final boolean sent;
    private final int attempts;

    private Reply(
            @Nullable T body,
            @Nullable CallFailure failure,
            ErrorDetails details,
            CallFailure.Effect effect,
            boolean sent,
            int attempts) {
        this.body = body;
        this.failure = failure;
        this.details = details;
        this.effect = effect;
        this.sent = sent;
        this.attempts = attempts;
    }

    public static <T> Reply<T> of(T body, ErrorDetails details, CallFailure.Effect effect, int attempts) {
        return new Reply<>(body, null, details, effect, true, attempts);
    }

    public static <T> Reply<T> failed(CallFailure failure, CallFailure.Effect effect, boolean sent, int attempts) {
        return new Reply<>(null, failure, failure.details(), effect, sent, attempts);
    }

    /** Whether a usable success came. */
    public boolean ok() {
        return failure == null;
    }

    public CallFailure asFailure() {
        return Objects.requireNonNull(failure, "no failure: check ok() first");
    }

    private boolean is(CallFailure.Kind kind) {
        return failure != null && failure.kind() == kind;
    }

    /** The body of a success. */
    public T body() {
        return Objects.requireNonNull(body, "no body: check ok() first");
    }

    /** The failure of the last attempt. */
    public StoreException failure() {
        return asFailure().exception();
    }

    /** The body, or the failure thrown. */
    public T orThrow() {
        if (failure != null) {
            throw failure.exception();
        }
        return body();
    }

    /** Whether any attempt so far may have been carried out without our knowing: sticky, also on a later success. */
    public boolean mayBeApplied() {
        return effect != CallFailure.Effect.NONE;
    }

    /**
     * Whether the service may still be processing any attempt so far: there was no answer, or one of a gateway, or a server
     * error that is not in the service's own format. Sticky, also on a later success.
     */
    public boolean mayContinue() {
        return effect == CallFailure.Effect.CONTINUING;
    }

    /** Whether the service answered the last attempt in its own format. */
    public boolean isOwnAnswer() {
        return failure == null || failure.own();
    }

    /** Whether the last attempt ended without any answer: the service may still be processing it. */
    public boolean unanswered() {
        return mayBeApplied()
                && failure != null
                && failure.exception().statusCode().isEmpty();
    }

    /** Whether it ended before any attempt of this request reached the wire. */
    public boolean neverSent() {
        return !sent;
    }

    /** How many attempts were made, those before this request included. */
    public int attempts() {
        return attempts;
    }

    /** Whether the failure is of a kind that may pass, so that a repetition has a chance. */
    public boolean isTransient() {
        return is(CallFailure.Kind.TRANSIENT);
    }

    /** Whether the service refused this request in its own words: 400, 409, 412 or 422. */
    public boolean refused() {
        return is(CallFailure.Kind.REFUSED);
    }

    /** Whether a router, and not the service, may have answered: a 404 that needs another proof that the path is right. */
    public boolean maybeRouter() {
        return is(CallFailure.Kind.ROUTER_404);
    }

    /** Whether nothing more can be asked: interrupted, closed, or the call's time is over. */
    public boolean aborted() {
        return is(CallFailure.Kind.ABORTED);
    }

    /** The failure that says that this answer is unusable, for a reason found by the provider. */
    public MalformedResponseException malformed(String problem) {
        return new MalformedResponseException(details.problem(problem));
    }

    /** The failure that says that nothing could tell whether the request was carried out, and why not. */
    public OutcomeUnknownException unknown(StoreException why) {
        return new OutcomeUnknownException(details.problem("it is not known whether this was carried out"), why);
    }

    /** What is known of the last attempt, to make a failure of. */
    public ErrorDetails details() {
        return details;
    }
}
