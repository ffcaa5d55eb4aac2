package io.modelkeep.simulator.baseten;

/** The answer to listing the Loops checkpoints of a run that does not exist, which the service does not document. */
public enum UnknownRun {
    /** Answers 404. */
    NOT_FOUND,
    /** Answers 200 with an empty list. */
    EMPTY
}
