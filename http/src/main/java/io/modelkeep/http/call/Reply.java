package io.modelkeep.http.call;

import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of one request, including retries: a body, or a failure with its possible effect. Immutable.
 *
 * <p>Only an answer with status 200 and a body is a success. For a method that returns {@link EmptyAnswer}, it is an
 * empty 200 or a 204. Any other 2xx status is a failure whose request may have been carried out.
 *
 * @param <T> the body type
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

    /** Creates the reply with a body. {@link io.modelkeep.http.ServiceClient#send} calls this method. */
    public static <T> Reply<T> of(T body, ErrorDetails details, CallFailure.Effect effect, int attempts) {
        return new Reply<>(body, null, details, effect, true, attempts);
    }

    /** Creates the reply without a body. {@link io.modelkeep.http.ServiceClient#send} calls this method. */
    public static <T> Reply<T> failed(CallFailure failure, CallFailure.Effect effect, boolean sent, int attempts) {
        return new Reply<>(null, failure, failure.details(), effect, sent, attempts);
    }

    /** Returns whether the request ended with a usable success. */
    public boolean ok() {
        return failure == null;
    }

    /**
     * Returns the failure of the last attempt with its kind and effect.
     *
     * @throws NullPointerException the request succeeded
     */
    public CallFailure asFailure() {
        return Objects.requireNonNull(failure, "no failure: check ok() first");
    }

    private boolean is(CallFailure.Kind kind) {
        return failure != null && failure.kind() == kind;
    }

    /**
     * Returns the body of a success.
     *
     * @throws NullPointerException the request failed
     */
    public T body() {
        return Objects.requireNonNull(body, "no body: check ok() first");
    }

    /**
     * Returns the failure of the last attempt, as an exception for the caller or for a report.
     *
     * @throws NullPointerException the request succeeded
     */
    public StoreException failure() {
        return asFailure().exception();
    }

    /** Returns the body, or throws the failure. */
    public T orThrow() {
        if (failure != null) {
            throw failure.exception();
        }
        return body();
    }

    /**
     * Returns whether any attempt so far may have been carried out without proof. The value stays true even after a
     * later success.
     */
    public boolean mayBeApplied() {
        return effect != CallFailure.Effect.NONE;
    }

    /**
     * Returns whether the service may still be processing any attempt so far. This is so after no answer, a 202, a
     * gateway's answer, or a server error that is not in the service's own format. The value stays true even after a
     * later success.
     */
    public boolean mayContinue() {
        return effect == CallFailure.Effect.CONTINUING;
    }

    /** Returns whether the service answered the last attempt in its own format. An empty answer has no format. */
    public boolean isOwnAnswer() {
        return failure == null ? body != EmptyAnswer.EMPTY : failure.own();
    }

    /** Returns whether the last attempt ended without any answer, so that the service may still be processing it. */
    public boolean unanswered() {
        return mayBeApplied()
                && failure != null
                && failure.exception().statusCode().isEmpty();
    }

    /**
     * Returns whether the request ended before any of its attempts reached the network. Together with {@link
     * #aborted()}, an id to delete is {@link io.modelkeep.DeleteOutcome#NOT_ATTEMPTED}. Without it, as after a refused
     * connection, the id is {@link io.modelkeep.DeleteOutcome#FAILED}.
     */
    public boolean neverSent() {
        return !sent;
    }

    /**
     * Returns the number of attempts, including those made before this request. Pass it to {@link CallContext#after}
     * before the provider itself sends the request again.
     */
    public int attempts() {
        return attempts;
    }

    /** Returns whether the failure may pass, so that a retry may succeed. */
    public boolean isTransient() {
        return is(CallFailure.Kind.TRANSIENT);
    }

    /** Returns whether the service refused this request in its own format: 400, 409, 412 or 422. */
    public boolean refused() {
        return is(CallFailure.Kind.REFUSED);
    }

    /**
     * Returns whether the answer is a 404 that a router may have sent instead of the service. Such a 404 needs another
     * proof that the path is right, which {@link io.modelkeep.http.ServiceClient#failure} finds.
     */
    public boolean maybeRouter() {
        return is(CallFailure.Kind.ROUTER_404);
    }

    /**
     * Returns whether no more requests of this context are possible, because the thread was interrupted, the client was
     * closed, or the call timeout is over. A bulk deletion starts no further batch then. The effect of the request
     * remains that of {@link #mayBeApplied()}.
     */
    public boolean aborted() {
        return is(CallFailure.Kind.ABORTED);
    }

    /** Creates the failure for an answer that the provider found unusable. */
    public MalformedResponseException malformed(String problem) {
        return new MalformedResponseException(details.problem(problem));
    }

    /**
     * Creates the failure for a request whose effect could not be determined.
     *
     * @param why the reason why it could not be determined
     */
    public OutcomeUnknownException unknown(StoreException why) {
        return new OutcomeUnknownException(details.problem("it is not known whether this was carried out"), why);
    }

    /** Returns the details of the last attempt, from which a failure can be created. */
    public ErrorDetails details() {
        return details;
    }
}
