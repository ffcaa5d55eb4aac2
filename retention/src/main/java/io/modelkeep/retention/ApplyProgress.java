package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import java.util.Map;

/**
 * Is told how far a {@link RetentionApply} is, for a progress bar or a log.
 *
 * <p>Called on the threads that do the work, one call at a time, so it must be quick. What it throws is ignored.
 */
public interface ApplyProgress {

    /** Hears nothing. */
    ApplyProgress NONE = new ApplyProgress() {};

    /**
     * The catalogues are about to be listed again. Not called where all is done already.
     *
     * @param parts how many catalogues
     */
    default void listing(int parts) {}

    /**
     * One catalogue was listed again, or failed to be.
     *
     * @param kind what it lists
     * @param parent the training or model
     */
    default void listed(ItemKind kind, String parent) {}

    /**
     * The catalogues are as planned, and deletion begins.
     *
     * @param items how many items will be sent
     */
    default void deleting(long items) {}

    /**
     * Some items of one part are settled: those of one batch, or those that will not be sent any more because something
     * stopped their part. In the end each of the items that {@link #deleting} announced was counted once.
     *
     * @param kind what they are
     * @param parent the training or model
     * @param outcomes how many of them had each outcome; outcomes that did not occur are left out
     */
    default void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {}
}
