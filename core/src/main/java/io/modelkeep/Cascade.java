package io.modelkeep;

/** Whether deleting a model may take something with it that serves production right now. */
public enum Cascade {
    /** A model that is known to serve production is refused. */
    REFUSED,
    /** The model goes with all that hangs on it, production included. */
    ACCEPTED
}
