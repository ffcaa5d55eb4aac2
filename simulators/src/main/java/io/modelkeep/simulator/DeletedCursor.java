package io.modelkeep.simulator;

/**
 * What a list of checkpoints answers when its cursor is a checkpoint that has been deleted or saved again since.
 *
 * <p>The service documents the cursor as the id of the last item of the previous page and does not say what happens when
 * that item is gone. A cursor that never was a checkpoint of the model gets the same answer, except that
 * {@link #CONTINUE} has no place to continue from and answers 404.
 */
public enum DeletedCursor {
    /** The items after the place where it stood. */
    CONTINUE,
    /** An empty last page. */
    EMPTY_PAGE,
    /** 404. */
    NOT_FOUND,
    /** The first page again. */
    RESTART
}
