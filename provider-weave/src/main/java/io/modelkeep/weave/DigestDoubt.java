package io.modelkeep.weave;

import io.modelkeep.StoreException;

/** Why it is not known yet what became of a version, and the failure that says so. */
record DigestDoubt(Why why, StoreException cause) {

    /** What the service said of the version's batch. */
    enum Why {
        /** It does not know one of the batch, and deleted none. */
        NOT_FOUND,
        /** It refuses, or says success with a count that is too small: what is there still stays. */
        COUNT,
        /** Nothing, or nothing that can be used. */
        UNUSABLE
    }
}
