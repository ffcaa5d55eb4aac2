package io.modelkeep.simulator.weave;

/**
 * The version of an object that {@code latest} refers to.
 *
 * @see <a href="https://github.com/wandb/weave/pull/6481">the change from one to the other</a>
 */
public enum WeaveLatest {
    /**
     * The version published last, as on current servers. Publishing existing content again moves {@code latest} back
     * to that version. If that version is deleted, {@code latest} refers to the newest remaining one.
     */
    PUBLISHED,
    /** The version with the highest index, as on older servers, whichever was published last. */
    NEWEST
}
