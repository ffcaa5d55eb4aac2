package io.modelkeep.http.delete;

/** The meaning of a successful answer to the deletion of one item. */
public enum TombstoneResult {
    /** The answer proves that the requested item was deleted. */
    DELETED,
    /** The service reports that it did not delete the requested item. */
    KEPT,
    /** The requested item was deleted, but it belonged to another parent. */
    DELETED_OF_ANOTHER_PARENT,
    /** The service reports that it deleted another item. This is an alarm, and the deletion stops. */
    ANOTHER,
    /** The answer names nothing, so it proves nothing. A list decides. */
    UNPROVEN
}
