package io.modelkeep.simulator.weave;

/**
 * Which version of an object {@code latest} means.
 *
 * @see <a href="https://github.com/wandb/weave/pull/6481">the change from one to the other</a>
 */
public enum WeaveLatest {
    /**
     * The version that was published last, as on current servers: publishing content that is there already moves
     * {@code latest} back to it. If that version is deleted, the newest one that is left.
     */
    PUBLISHED,
    /** The version with the highest index, whatever was published last, as on older servers. */
    NEWEST
}
