package io.modelkeep.simulator.wandb;

/**
 * The answer to a list of checkpoints whose cursor was deleted or saved again in between.
 *
 * <p>The service documents the cursor as the id of the last item of the previous page, but not what happens when that
 * item is gone. A cursor that never was a checkpoint of the model gets the same answer. The exception is {@link
 * #CONTINUE}, which has no position for such a cursor and answers 404.
 *
 * <p>A client must survive each answer. It may restart the list or report that the list changed, but must never
 * conclude that the model is gone.
 */
public enum DeletedCursor {
    /** Answers with the items after the position of the deleted one. */
    CONTINUE,
    /** Answers with an empty last page. */
    EMPTY_PAGE,
    /** Answers 404 for a missing item, which says nothing about the model. */
    NOT_FOUND,
    /** Answers 400. */
    BAD_REQUEST,
    /** Answers 422, as for an invalid value. */
    UNPROCESSABLE,
    /** Answers with the first page again. */
    RESTART
}
