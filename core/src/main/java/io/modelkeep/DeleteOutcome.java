package io.modelkeep;

/** What a deletion did to one id. */
public enum DeleteOutcome {
    /** The service confirmed the deletion, in its own format and with counts and ids that match the request. */
    DELETED,
    /** The service denied that it was there, and a complete list agrees; or two complete lists did not have it. */
    ALREADY_ABSENT,
    /**
     * A complete list does not have it, and a request of this call explains that without an answer that proves it; or it was
     * there before the request, and the service now denies it.
     */
    PRESUMED_DELETED,
    /** The service will not delete this: it is in use, the last one, or still listed after a success. */
    REFUSED,
    /**
     * Not deleted, for the reason in the cause: the service ended the request without carrying it out, and where a read was
     * needed, the read shows it. Of a model, parts may be gone: {@link ModelDeletion#cascade()} has their number.
     */
    FAILED,
    /**
     * No answer proves anything, and no complete list could be read; or it is still listed and the service may still be
     * processing the request. Look before repeating.
     */
    UNKNOWN,
    /** Never sent: something stopped the deletion before, or what is read first is not there or could not be read. */
    NOT_ATTEMPTED;

    /** Whether the thing is not there any more. */
    public boolean isAbsent() {
        return this == DELETED || this == ALREADY_ABSENT || this == PRESUMED_DELETED;
    }
}
