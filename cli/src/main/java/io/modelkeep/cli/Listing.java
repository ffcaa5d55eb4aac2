package io.modelkeep.cli;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointStore;
import io.modelkeep.Model;
import io.modelkeep.ModelStore;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.TrainingId;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Prints a list while it is fetched: a page is shown before the next one is asked for, no more is asked for than is to
 * be printed, and nothing at all once nobody reads. The paging itself is the core's.
 */
final class Listing<T> {

    private final ListWriter<T> writer;
    private long missing;

    private Listing(ListWriter<T> writer, long limit) {
        this.writer = writer;
        this.missing = limit;
    }

    /** Prints all models. */
    static void models(ModelStore store, ListWriter<Model> writer) {
        Listing<Model> listing = new Listing<>(writer, Long.MAX_VALUE);
        listing.print(
                new ModelStore() {
                    @Override
                    public String provider() {
                        return store.provider();
                    }

                    @Override
                    public Set<Capability> capabilities() {
                        return store.capabilities();
                    }

                    @Override
                    public Page<Model> list(PageRequest page) {
                        return listing.fetch(page, store::list);
                    }
                }.stream(),
                Long.MAX_VALUE);
    }

    /** Prints a training's checkpoints from a page on, at most so many. */
    static void checkpoints(
            CheckpointStore store, TrainingId training, PageRequest first, long limit, ListWriter<Checkpoint> writer) {
        Listing<Checkpoint> listing = new Listing<>(writer, limit);
        listing.print(
                new CheckpointStore() {
                    @Override
                    public String provider() {
                        return store.provider();
                    }

                    @Override
                    public Set<Capability> capabilities() {
                        return store.capabilities();
                    }

                    @Override
                    public Page<Checkpoint> list(TrainingId id, PageRequest page) {
                        return listing.fetch(page, request -> store.list(id, request));
                    }
                }.stream(training, first),
                limit);
    }

    private Page<T> fetch(PageRequest request, Function<PageRequest, Page<T>> source) {
        writer.flush();
        // The provider clamps the wish to its maximum.
        Page<T> page = source.apply(missing < Integer.MAX_VALUE ? request.withSize((int) missing) : request);
        missing -= page.items().size();
        return page;
    }

    private void print(Stream<T> items, long limit) {
        Iterator<T> iterator = items.iterator();
        for (long printed = 0; printed < limit && iterator.hasNext(); printed++) {
            writer.add(iterator.next());
        }
        writer.end();
    }
}
