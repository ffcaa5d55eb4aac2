package io.modelkeep.retention.apply;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.item.ItemKind;
import java.util.Map;

/**
 * A listener that is notified of the progress of a {@link PlanExecutor}, such as a progress bar or a log.
 *
 * <p>The methods are called on the working threads, one call at a time, so they must return quickly. Exceptions thrown
 * by a listener are ignored.
 */
public interface ExecutionProgress {

    /** The listener that ignores all events. */
    ExecutionProgress NONE = new ExecutionProgress() {};

    /**
     * Receives the start of listing the catalogues again. Not called if all items are already deleted.
     *
     * @param parts the number of catalogues
     */
    default void listing(int parts) {}

    /**
     * Receives the end of listing one catalogue again, whether successful or not.
     *
     * @param kind the kind of the listed items
     * @param parent the id of the training run or model
     */
    default void listed(ItemKind kind, String parent) {}

    /**
     * Receives the start of the deletion, after the catalogues were found unchanged.
     *
     * @param items the number of items that will be sent
     */
    default void deleting(long items) {}

    /**
     * Receives the outcomes of some items of one part. These are the items of one batch, or the items that are not sent
     * because the part was stopped. Each item announced by {@link #deleting} is counted exactly once.
     *
     * @param kind the kind of the items
     * @param parent the id of the training run or model
     * @param outcomes the number of items with each outcome, without the outcomes that did not occur
     */
    default void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {}
}
