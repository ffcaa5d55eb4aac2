package io.modelkeep.internal.paging;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.ListChangedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A scan of the checkpoints of a training run from both ends of the list, until the two walks meet. Not thread-safe,
 * but {@link #close()} may be called from any thread.
 *
 * <p>The sort key of the service is not known, so steps prove nothing. The walks have met when the items read by both
 * form one block at the end of each walk, in reverse order. If this cannot be shown, the ascending walk continues to
 * its own end, which is as complete as any list. Possible reasons are a service that ignores the order, and a list that
 * changed at that place. If a walk cannot continue because the list changed, a new ascending walk starts. Only
 * checkpoints that were not returned before are then returned.
 */
public final class BidirectionalScan implements Iterator<Checkpoint>, AutoCloseable {

    /** A walk in one order, with the checkpoints that it has read. */
    private static final class Side {

        final PageIterator<Checkpoint> pages;
        final List<Identity> path = new ArrayList<>();
        final Set<Identity> seen = new HashSet<>();

        Side(PageIterator<Checkpoint> pages) {
            this.pages = pages;
        }

        /** Reports whether the walk read a checkpoint twice. Such a walk did not follow one direction. */
        boolean sawDuplicate() {
            return seen.size() < path.size();
        }
    }

    /**
     * The identity of a checkpoint. The id alone is not enough, because a checkpoint can be overwritten under its id
     * during the scan.
     */
    private record Identity(CheckpointId id, @Nullable String revision) {}

    private final BiFunction<Order, PageRequest, Page<Checkpoint>> fetch;
    private final Executor prefetch;
    private final String provider;
    private volatile Side ascending;
    private final Side descending;

    /** The checkpoints read by walks that could not continue. */
    private final Set<Identity> before = new HashSet<>();

    private int restarts;
    private volatile boolean closed;
    private Iterator<Checkpoint> items = List.<Checkpoint>of().iterator();
    private Side turn;
    private boolean fromBothEnds = true;
    private boolean begun;
    private boolean met;

    /** The number of checkpoints that both walks have read. */
    private int common;

    private BidirectionalScan(
            String provider, BiFunction<Order, PageRequest, Page<Checkpoint>> fetch, Executor prefetch) {
        this.provider = provider;
        this.fetch = fetch;
        this.prefetch = prefetch;
        this.ascending = side(Order.ASCENDING);
        this.descending = side(Order.DESCENDING);
        this.turn = this.ascending;
    }

    public static Stream<Checkpoint> of(
            String provider, BiFunction<Order, PageRequest, Page<Checkpoint>> fetch, Executor prefetch) {
        BidirectionalScan ends = new BidirectionalScan(provider, fetch, prefetch);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(ends, Spliterator.NONNULL), false)
                .onClose(ends::close);
    }

    private Side side(Order order) {
        return new Side(new PageIterator<>(
                provider,
                Operation.LIST_CHECKPOINTS,
                PageRequest.first(),
                page -> fetch.apply(order, page),
                Optional.of(prefetch)));
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext()) {
            if (isComplete()) {
                return false;
            }
            try {
                items = nextPage().iterator();
            } catch (ListChangedException changed) {
                restart(changed);
            } catch (RuntimeException | Error failed) {
                close();
                throw failed;
            }
        }
        return true;
    }

    @Override
    public Checkpoint next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }

    /** Ends the requests in flight. */
    @Override
    public void close() {
        closed = true;
        ascending.pages.close();
        descending.pages.close();
    }

    /**
     * Reports whether the scan is complete. The end of the descending walk proves nothing, because in a correctly
     * ordered list the walks meet earlier.
     */
    private boolean isComplete() {
        return met || !ascending.pages.hasNext();
    }

    private void restart(ListChangedException changed) {
        if (closed || restarts == PagedStream.MAX_RESTARTS) {
            close();
            throw changed;
        }
        restarts++;
        ascending.pages.close();
        descending.pages.close();
        before.addAll(ascending.seen);
        before.addAll(descending.seen);
        fromBothEnds = false;
        ascending = side(Order.ASCENDING);
        turn = ascending;
        if (closed) {
            ascending.pages.close();
        }
    }

    /**
     * Reads a page from either end in turn, while the next page of each end is fetched. Returns the new checkpoints of
     * the page.
     */
    private List<Checkpoint> nextPage() {
        Side side = turn;
        Side other = side == ascending ? descending : ascending;
        List<Checkpoint> page = side.pages.next();
        List<Checkpoint> fresh = read(page, side, other);
        if (fromBothEnds && common > 0) {
            met = meet(side, other);
            fromBothEnds = false;
        }
        fromBothEnds &= descending.pages.hasNext();
        if (isComplete()) {
            close();
            return fresh;
        }
        ascending.pages.fetchAhead();
        if (fromBothEnds) {
            descending.pages.fetchAhead();
            // The second page of a walk may be its last, and the other walk is then not needed.
            turn = begun ? other : ascending;
            begun = true;
        } else {
            descending.pages.close();
            turn = ascending;
        }
        return fresh;
    }

    private List<Checkpoint> read(List<Checkpoint> page, Side side, Side other) {
        List<Checkpoint> fresh = new ArrayList<>(page.size());
        for (Checkpoint checkpoint : page) {
            Identity identity =
                    new Identity(checkpoint.id(), checkpoint.revision().orElse(null));
            side.path.add(identity);
            boolean added = side.seen.add(identity);
            if (added && other.seen.contains(identity)) {
                common++;
            } else if (added && !before.contains(identity)) {
                fresh.add(checkpoint);
            }
        }
        return fresh;
    }

    /**
     * Reports whether the walks have met. They have met if the shared items end both walks, in opposite orders. Each
     * walk must also have read earlier items that the other has not.
     */
    private boolean meet(Side side, Side other) {
        int before = side.path.size() - common;
        int last = other.path.size() - 1;
        if (side.sawDuplicate() || other.sawDuplicate() || before == 0 || common > last) {
            return false;
        }
        for (int i = 0; i < common; i++) {
            if (!side.path.get(before + i).equals(other.path.get(last - i))) {
                return false;
            }
        }
        return true;
    }
}
