package io.modelkeep.http.call;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.StoreException;

/**
 * What the answers to the requests that delete one id prove, and the outcome that follows once a read shows whether the id is
 * there. The only place with these rules; {@code docs/reliability.md} has them as a table. Immutable.
 *
 * <p>A success that proves the deletion is no evidence to settle: it is {@link DeleteOutcome#DELETED} by itself.
 */
public final class DeletionEvidence {

    /** What the last answer says of the id. */
    public enum Answer {
        /** A success in the service's own format whose counts do not match the request. */
        UNPROVEN_SUCCESS,
        /** A success status with a body that is cut or not the service's own. */
        UNUSABLE_SUCCESS,
        /** The service's own words that it is not there, as an error. */
        DENIED,
        /** A success in the service's own format that says that this one of several was not found. */
        NOT_AMONG_DELETED,
        /** The service's own refusal: 400, 409, 412, 422, or a success that says that it did not delete. */
        REFUSED,
        /** Any other failure, and no answer at all. */
        FAILED
    }

    private static final int NO_STATUS = 0;

    private final Answer answer;
    private final StoreException cause;
    private final ErrorDetails details;
    private final boolean mayBeApplied;
    private final boolean mayContinue;
    private final boolean seenBefore;

    private DeletionEvidence(
            Answer answer,
            StoreException cause,
            ErrorDetails details,
            boolean mayBeApplied,
            boolean mayContinue,
            boolean seenBefore) {
        this.answer = answer;
        this.cause = cause;
        this.details = details;
        this.mayBeApplied = mayBeApplied;
        this.mayContinue = mayContinue;
        this.seenBefore = seenBefore;
    }

    /**
     * The evidence of the last request of this id.
     *
     * @param cause the failure that the answer means, should the id still be there
     */
    public static DeletionEvidence of(Answer answer, Reply<?> reply, StoreException cause) {
        return new DeletionEvidence(answer, cause, reply.details(), reply.mayBeApplied(), reply.mayContinue(), false);
    }

    /** The evidence of the last request of this id, which failed; see {@link #of}. */
    public static DeletionEvidence ofFailure(Reply<?> reply, StoreException failure) {
        int status = failure.statusCode().orElse(NO_STATUS);
        Answer answer = Answer.FAILED;
        if (failure instanceof NotFoundException) {
            answer = Answer.DENIED;
        } else if (reply.refused()) {
            answer = Answer.REFUSED;
        } else if (status >= 200 && status < 300) {
            answer = Answer.UNUSABLE_SUCCESS;
        }
        // A redirect may follow what was carried out (RFC 9110, 15.4.4).
        boolean redirect = status >= 300 && status < 400;
        return new DeletionEvidence(
                answer, failure, reply.details(), reply.mayBeApplied() || redirect, reply.mayContinue(), false);
    }

    /** The same after an earlier request of this id, whose effect no later answer takes back. */
    public DeletionEvidence after(DeletionEvidence earlier) {
        return new DeletionEvidence(
                answer,
                cause,
                details,
                mayBeApplied || earlier.mayBeApplied,
                mayContinue || earlier.mayContinue,
                seenBefore || earlier.seenBefore);
    }

    /** The same where a read before the request showed the id. */
    public DeletionEvidence seenBefore() {
        return new DeletionEvidence(answer, cause, details, mayBeApplied, mayContinue, true);
    }

    /** What the last answer says. */
    public Answer answer() {
        return answer;
    }

    /** The failure that the last answer means. */
    public StoreException cause() {
        return cause;
    }

    /** Whether a request of this id may have been carried out without an answer that proves it. */
    public boolean mayBeApplied() {
        return mayBeApplied;
    }

    /** Whether a read before a request of this call showed the id. */
    public boolean wasSeenBefore() {
        return seenBefore;
    }

    /**
     * Whether one complete list without the id is too little: no answer denied it, and no request explains that it is gone. A
     * second list after a pause then decides.
     */
    public boolean absenceNeedsSecondRead() {
        return !mayBeApplied && (answer == Answer.REFUSED || answer == Answer.FAILED);
    }

    /**
     * Whether one read that shows the id is too little: the service reported a success, or denies the id after a request that
     * may have deleted it, and a list may lag behind a deletion. A second read after a pause then decides.
     */
    public boolean presenceNeedsSecondRead() {
        return answer == Answer.UNPROVEN_SUCCESS
                || answer == Answer.UNUSABLE_SUCCESS
                || answer == Answer.NOT_AMONG_DELETED
                || (answer == Answer.DENIED && mayBeApplied);
    }

    /** The result where a complete list does not have the id, or two where {@link #absenceNeedsSecondRead()}. */
    public <I extends Id> DeleteResult<I> absent(I id) {
        boolean denied = answer == Answer.DENIED || answer == Answer.NOT_AMONG_DELETED;
        return denied && !mayBeApplied && !seenBefore
                ? DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT)
                : DeleteResult.of(id, DeleteOutcome.PRESUMED_DELETED);
    }

    /** The result where a read shows the id, or two where {@link #presenceNeedsSecondRead()}. */
    public <I extends Id> DeleteResult<I> present(I id) {
        if (mayContinue) {
            return DeleteResult.of(
                    id,
                    DeleteOutcome.UNKNOWN,
                    new OutcomeUnknownException(
                            details.problem("it is still there, and the service may still be processing the request"),
                            cause));
        }
        return switch (answer) {
            case REFUSED, UNPROVEN_SUCCESS, NOT_AMONG_DELETED -> DeleteResult.of(id, DeleteOutcome.REFUSED, cause);
            case FAILED, UNUSABLE_SUCCESS -> DeleteResult.of(id, DeleteOutcome.FAILED, cause);
            case DENIED ->
                DeleteResult.of(
                        id,
                        DeleteOutcome.FAILED,
                        new ConflictException(
                                details.problem("the service denies that it is there, and a read shows it; the key may"
                                        + " lack the right to delete it"),
                                cause));
        };
    }

    /**
     * The result where no read could tell. The answer stands where the read was rejected for the same reason, such as a key
     * without the right to either. It does not where an id that a read showed is denied together with its parent: both may be
     * gone.
     *
     * @param why the failure of the read
     */
    public <I extends Id> DeleteResult<I> unread(I id, StoreException why) {
        boolean maybeGone = mayBeApplied || (answer == Answer.DENIED && seenBefore);
        if (!maybeGone && isSameRejection(why)) {
            return DeleteResult.of(id, DeleteOutcome.FAILED, cause);
        }
        return DeleteResult.of(
                id,
                DeleteOutcome.UNKNOWN,
                new OutcomeUnknownException(
                        details.problem("it is not known whether this was deleted, and no complete list could be read"),
                        why));
    }

    /** The result where one read is too little, and a second one was not possible. */
    public <I extends Id> DeleteResult<I> unconfirmed(I id) {
        return DeleteResult.of(
                id,
                DeleteOutcome.UNKNOWN,
                new OutcomeUnknownException(
                        details.problem("it is not known whether this was deleted: one read is too little, and a second"
                                + " one was not possible"),
                        cause));
    }

    /** Whether a read failed for the reason of the answer: the key may do neither, or the parent is missing for both. */
    private boolean isSameRejection(StoreException why) {
        boolean rejection = cause instanceof AuthenticationException
                || cause instanceof PermissionDeniedException
                || cause instanceof NotFoundException;
        return rejection && cause.getClass() == why.getClass();
    }
}
