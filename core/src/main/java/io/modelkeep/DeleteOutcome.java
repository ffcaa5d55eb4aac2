package io.modelkeep;

/** What a deletion did to one id. */
public enum DeleteOutcome {
    /** The provider confirmed that it is gone. */
    DELETED,
    /** The provider said that it was not there when we asked to delete it; nobody deleted it for this call. */
    ALREADY_ABSENT,
    /** An attempt of ours was cut off or answered unusably, and a read shows it absent now. */
    PRESUMED_DELETED,
    /** The provider will not delete this: it is in use, the last one, or still listed after a success. */
    REFUSED,
    /**
     * Not deleted, for the reason in the cause: it was not carried out, or a read after a cut-off attempt still shows it. Only a
     * service that goes on with a request whose connection is gone could delete it later. Of a model, parts may be gone:
     * {@link ModelDeletion#cascade()} tells how many.
     */
    FAILED,
    /** The attempt was cut off or unusable and no read could settle it: look before repeating. */
    UNKNOWN,
    /** Never sent: something stopped the deletion before, or what is read first is not there or could not be read. */
    NOT_ATTEMPTED;

    /** Whether the thing is not there any more. */
    public boolean gone() {
        return this == DELETED || this == ALREADY_ABSENT || this == PRESUMED_DELETED;
    }
}
