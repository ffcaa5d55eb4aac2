package io.modelkeep.testkit;

/** What a {@link WiredStores} does wrong: each is a mistake that a provider could make, and only that. */
enum WiredFlaw {
    /** Nothing. */
    NONE,
    /** An error for a batch is the outcome of each of its ids. */
    BELIEVES_ERRORS,
    /** A list that loses its place has come to its end. */
    ENDS_LOST_LISTS,
    /** What one list omits is gone. */
    TRUSTS_ONE_ABSENCE,
    /** What one list has is there, also after a success. */
    TRUSTS_ONE_PRESENCE,
    /** The first page is the list. */
    READS_ONE_PAGE,
    /** Each batch is settled by a list of its own. */
    LISTS_FOR_EACH_BATCH,
    /** What has the id is the item, whatever its revision. */
    FORGETS_REVISIONS,
    /** A missing parent makes each deletion a failure. */
    FAILS_WITHOUT_PARENT,
    /** An answer about another model is a damaged one. */
    MISSES_ALARMS,
    /** Every 404 is the service's. */
    BELIEVES_ANY_404,
    /** A 404 is an absence, and nothing else is asked. */
    BELIEVES_404,
    /** What the service says is shown as it is. */
    QUOTES_ALL,
    /** An error ends the work, whoever gave it. */
    ENDS_WORK,
    /** A negative count is a damaged answer and no alarm. */
    IGNORES_NEGATIVE_COUNTS,
    /** A success that counts fewer items than requested is the success of all. */
    TRUSTS_SMALLER_COUNTS,
    /** An id that the answer reports as absent was absent, without a read. */
    BELIEVES_ABSENCES,
    /** A missing parent in the settling read makes its items absent. */
    TRUSTS_MISSING_PARENTS,
    /** The items of a list may name another parent. */
    ACCEPTS_ANY_PARENT
}
