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
 * The evidence about the deletion of one id: everything that the answers to its deletion requests prove. A read that
 * shows whether the id exists then determines the outcome. No other class contains these rules, and {@code
 * docs/reliability.md} lists them as a table. Immutable.
 *
 * <p>A success that proves the deletion is not evidence to settle, because its outcome is always {@link
 * DeleteOutcome#DELETED}.
 *
 * <p>A provider calls these methods in this order:
 *
 * <ol>
 *   <li>{@link #ofFailure} or {@link #of}, and {@link #after} if an earlier request named the same id
 *   <li>{@link #needsRead}; without a read, {@link #present} is the result
 *   <li>after a read, {@link #presenceNeedsSecondRead} or {@link #absenceNeedsSecondRead}
 *   <li>{@link #present}, {@link #absent}, {@link #unread} if the read failed, or {@link #unconfirmed} if a second read
 *       was needed and not possible
 * </ol>
 */
public final class DeletionEvidence {

    /** The meaning of the last answer about the id. */
    public enum Answer {
        /** A success in the service's own format whose counts do not match the request. */
        UNPROVEN_SUCCESS,
        /** A success status with a body that is cut off or not in the service's own format. */
        UNUSABLE_SUCCESS,
        /** An error in the service's own format that states that the id does not exist. */
        DENIED,
        /** A success in the service's own format that states that this id, one of several, was not found. */
        NOT_AMONG_DELETED,
        /** The service's own refusal: 400, 409, 412, 422, or a success that reports that nothing was deleted. */
        REFUSED,
        /** Any other failure, including no answer at all. */
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
     * Creates the evidence from a request that succeeded without proving the deletion, or whose error answer has a
     * meaning that only the provider knows.
     *
     * @param answer the meaning of the answer for this id
     * @param cause the failure to report if the id still exists
     */
    public static DeletionEvidence of(Answer answer, Reply<?> reply, StoreException cause) {
        return new DeletionEvidence(answer, cause, reply.details(), reply.mayBeApplied(), reply.mayContinue(), false);
    }

    /**
     * Creates the evidence from a request that failed. Every {@link NotFoundException} means {@link Answer#DENIED}, also
     * one about the parent of the id. The read that settles it then fails with the same exception, and {@link #unread}
     * reports {@link DeleteOutcome#FAILED}.
     *
     * @param failure the failure to report if the id still exists, usually {@link Reply#failure()}
     */
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
        // A redirect may be the answer to a request that was carried out (RFC 9110, 15.4.4).
        boolean redirect = status >= 300 && status < 400;
        return new DeletionEvidence(
                answer, failure, reply.details(), reply.mayBeApplied() || redirect, reply.mayContinue(), false);
    }

    /**
     * Returns this evidence combined with that of an earlier request for this id. No later answer cancels the effect of
     * an earlier request. Attempts that {@link io.modelkeep.http.ServiceClient#send} repeats by itself are part of one
     * reply, and need no combination.
     */
    public DeletionEvidence after(DeletionEvidence earlier) {
        return new DeletionEvidence(
                answer,
                cause,
                details,
                mayBeApplied || earlier.mayBeApplied,
                mayContinue || earlier.mayContinue,
                seenBefore || earlier.seenBefore);
    }

    /**
     * Returns this evidence with the fact that a read before the request showed the id. Absence after that is {@link
     * DeleteOutcome#PRESUMED_DELETED}, and never {@link DeleteOutcome#ALREADY_ABSENT}.
     */
    public DeletionEvidence seenBefore() {
        return new DeletionEvidence(answer, cause, details, mayBeApplied, mayContinue, true);
    }

    /** Returns the meaning of the last answer. */
    public Answer answer() {
        return answer;
    }

    /** Returns the failure that the last answer means. */
    public StoreException cause() {
        return cause;
    }

    /** Returns whether a request for this id may have been carried out without an answer that proves it. */
    public boolean mayBeApplied() {
        return mayBeApplied;
    }

    /**
     * Returns whether a read must decide the outcome of a request that named only this id. If not, the id certainly
     * still exists, and {@link #present} has the result without a read. An answer to a request for several ids may need
     * a read in more cases, because it does not say to which id it refers.
     */
    public boolean needsRead() {
        return !absenceNeedsSecondRead();
    }

    /** Returns whether a read before a request of this call showed the id. */
    public boolean wasSeenBefore() {
        return seenBefore;
    }

    /**
     * Returns whether one complete list without the id is not enough to prove its absence. This is so if no answer
     * denied the id and no request can explain its absence. A second list after a pause then decides.
     */
    public boolean absenceNeedsSecondRead() {
        return !mayBeApplied && (answer == Answer.REFUSED || answer == Answer.FAILED);
    }

    /**
     * Returns whether one read that shows the id is not enough to prove its presence. This is so after a reported
     * success, or if the id is denied after a request that may have deleted it. A list may lag after a deletion, so a
     * second read after a pause then decides.
     */
    public boolean presenceNeedsSecondRead() {
        return answer == Answer.UNPROVEN_SUCCESS
                || answer == Answer.UNUSABLE_SUCCESS
                || answer == Answer.NOT_AMONG_DELETED
                || (answer == Answer.DENIED && mayBeApplied);
    }

    /**
     * Returns the result if a complete list does not contain the id. If {@link #absenceNeedsSecondRead()}, two lists
     * are required.
     */
    public <I extends Id> DeleteResult<I> absent(I id) {
        boolean denied = answer == Answer.DENIED || answer == Answer.NOT_AMONG_DELETED;
        return denied && !mayBeApplied && !seenBefore
                ? DeleteResult.of(id, DeleteOutcome.ALREADY_ABSENT)
                : DeleteResult.of(id, DeleteOutcome.PRESUMED_DELETED);
    }

    /** Returns the result if a read shows the id. If {@link #presenceNeedsSecondRead()}, two reads are required. */
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
                                details.problem("the service reports it as not found, but a read shows it; the key may"
                                        + " lack the right to delete it"),
                                cause));
        };
    }

    /**
     * Returns the result if no read could decide. The answer stands if the read was rejected for the same reason, such
     * as a key without permission for either. The answer does not stand if an id that a read showed is denied together
     * with its parent, because both may be gone.
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

    /** Returns the result if one read is not enough and a second one was not possible. */
    public <I extends Id> DeleteResult<I> unconfirmed(I id) {
        return DeleteResult.of(
                id,
                DeleteOutcome.UNKNOWN,
                new OutcomeUnknownException(
                        details.problem("it is not known whether this was deleted: one read is not enough, and a second"
                                + " one was not possible"),
                        cause));
    }

    /**
     * Returns whether a read failed for the same reason as the deletion. The key may lack permission for both, or the
     * parent may be missing for both.
     */
    private boolean isSameRejection(StoreException why) {
        boolean rejection = cause instanceof AuthenticationException
                || cause instanceof PermissionDeniedException
                || cause instanceof NotFoundException;
        return rejection && cause.getClass() == why.getClass();
    }
}
