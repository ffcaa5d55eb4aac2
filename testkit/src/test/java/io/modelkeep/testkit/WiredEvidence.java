package io.modelkeep.testkit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.errors.StoreException;

/**
 * What was said of an id that no answer proves deleted.
 *
 * @param why the failure that the last answer means
 * @param success whether the last answer was a success that proves nothing
 * @param effect the worst that any request of it may have done
 */
record WiredEvidence(StoreException why, boolean success, WiredClient.Effect effect) {

    static WiredEvidence of(WiredClient.Attempt attempt, StoreException why) {
        boolean success = why.statusCode().orElse(0) == 200;
        WiredClient.Effect effect = attempt.answer().isPresent() ? WiredClient.Effect.POSSIBLE : attempt.effect();
        return new WiredEvidence(why, success, effect);
    }

    /** The same after an earlier request, whose effect no later answer takes back. */
    WiredEvidence after(WiredClient.Effect earlier) {
        return new WiredEvidence(why, success, worse(earlier, effect));
    }

    /** The same as if the work had ended with the answer. */
    WiredEvidence ended() {
        return effect == WiredClient.Effect.CONTINUING
                ? new WiredEvidence(why, success, WiredClient.Effect.POSSIBLE)
                : this;
    }

    static WiredClient.Effect worse(WiredClient.Effect one, WiredClient.Effect other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    boolean absenceNeedsSecondRead() {
        return effect == WiredClient.Effect.NONE && !denied();
    }

    boolean presenceNeedsSecondRead() {
        return success;
    }

    private boolean denied() {
        return why instanceof NotFoundException;
    }

    <I extends Id> DeleteResult<I> absent(I id) {
        boolean before = denied() && effect == WiredClient.Effect.NONE;
        return DeleteResult.of(id, before ? DeleteOutcome.ALREADY_ABSENT : DeleteOutcome.PRESUMED_DELETED, why);
    }

    <I extends Id> DeleteResult<I> present(I id) {
        if (effect == WiredClient.Effect.CONTINUING) {
            return DeleteResult.of(id, DeleteOutcome.UNKNOWN, new OutcomeUnknownException(details("may go on"), why));
        }
        if (denied()) {
            return DeleteResult.of(id, DeleteOutcome.FAILED, new ConflictException(details("denied and listed"), why));
        }
        boolean refused = why instanceof InvalidRequestException || why instanceof ConflictException;
        return DeleteResult.of(id, refused ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED, why);
    }

    /** The result where no read could tell; a read that is refused for the same reason leaves the answer as it is. */
    <I extends Id> DeleteResult<I> unread(I id, StoreException unsettled) {
        return unsettled.getClass() == why.getClass() && effect == WiredClient.Effect.NONE
                ? DeleteResult.of(id, DeleteOutcome.FAILED, why)
                : DeleteResult.of(
                        id, DeleteOutcome.UNKNOWN, new OutcomeUnknownException(details("unsettled"), unsettled));
    }

    private static ErrorDetails details(String problem) {
        return ErrorDetails.of(problem).provider("wired");
    }
}
