package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.spi.ForwardingCheckpointStore;
import java.util.function.Function;

/** A store that reads the pages of checkpoints in another way, whether or not an order is requested. */
abstract class ChangedPages extends ForwardingCheckpointStore {

    ChangedPages(CheckpointStore inner) {
        super(inner);
    }

    /** Returns the page that this store makes of a request and of the correct way to read pages. */
    abstract Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read);

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return page(page, request -> delegate().list(run, request));
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        return page(page, request -> delegate().list(run, order, request));
    }
}
