package io.modelkeep.simulator.wandb;

/**
 * What a list of checkpoints answers when its cursor is a checkpoint that has been deleted or saved again since.
 *
 * <p>The service documents the cursor as the id of the last item of the previous page and does not say what happens when
 * that item is gone. A cursor that never was a checkpoint of the model gets the same answer, except that
 * {@link #CONTINUE} has no place to continue from and answers 404.
 *
 * <p>A client must survive each of them: restart the list, or say that it changed, and never conclude that the model is gone.
 */
public enum DeletedCursor {
    /** The items after the place where it stood. */
    CONTINUE,
    /** An empty last page. */
    EMPTY_PAGE,
    /** 404, in the words of a missing item: it says nothing of the model. */
    NOT_FOUND,
    /** 400. */
    BAD_REQUEST,
    /** 422, as for a value that is not valid. */
    UNPROCESSABLE,
    /** The first page again. */
    RESTART
}
