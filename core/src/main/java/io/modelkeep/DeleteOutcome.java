package io.modelkeep;

/** The outcome of a deletion for one id. */
public enum DeleteOutcome {
    /** The service confirmed the deletion in its own format, with counts and ids that match the request. */
    DELETED,
    /**
     * The id was absent. Either the service reported it as missing and a complete list agrees, or two complete lists
     * lacked it.
     */
    ALREADY_ABSENT,
    /**
     * The id is absent, but no answer proves that this call deleted it. Either a complete list lacks it and a request
     * of this call explains that. Or it existed before the request, and the service now reports it as missing.
     */
    PRESUMED_DELETED,
    /** The service refuses the deletion: the item is in use, the last one, or still listed after a success. */
    REFUSED,
    /**
     * The item was not deleted, for the reason in the cause. The service ended the request without carrying it out.
     * Where a read was needed, the read confirms it. Parts of a model may be deleted: {@link ModelDeletion#cascade()}
     * has their number.
     */
    FAILED,
    /**
     * The outcome is not known. Either no answer proves anything and no complete list could be read. Or the item is
     * still listed, and the service may still be processing the request. Check the service before retrying.
     */
    UNKNOWN,
    /**
     * The deletion was not sent. Either the deletion was stopped earlier, or a read that must come first found nothing
     * or failed.
     */
    NOT_ATTEMPTED;

    /** Reports whether the item no longer exists. */
    public boolean isAbsent() {
        return this == DELETED || this == ALREADY_ABSENT || this == PRESUMED_DELETED;
    }
}
