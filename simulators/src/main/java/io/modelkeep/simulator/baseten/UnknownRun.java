package io.modelkeep.simulator.baseten;

/** What listing the Loops checkpoints of a run that does not exist answers; the service does not document it. */
public enum UnknownRun {
    /** 404. */
    NOT_FOUND,
    /** 200 with an empty list. */
    EMPTY
}
