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
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a training, read in ascending and in descending order at once until the two walks meet. Not
 * thread-safe, but {@link #close()} may come from anywhere.
 *
 * <p>What the order follows is not known, so nothing is concluded from steps: the walks have met where what both have read
 * is one piece, the end of each, in reverse. Where that cannot be shown, because the service minds no order or the list
 * changed there, the ascending walk goes on to its own end, which is as complete as any list. Where a walk cannot go on
 * because the list changed, another ascending walk begins, of which only what was not returned before is returned.
 */
public final class BidirectionalScan implements Iterator<Checkpoint>, AutoCloseable {

    /** One walk, and what it has read in its order. */
    private static final class Side {

        final PageIterator<Checkpoint> pages;
        final List<Identity> path = new ArrayList<>();
        final Set<Identity> seen = new HashSet<>();

        Side(PageIterator<Checkpoint> pages) {
            this.pages = pages;
        }

        /** Whether it came by something twice, so that it is no walk in one direction. */
        boolean sawDuplicate() {
            return seen.size() < path.size();
        }
    }

    /** What makes two rows the same checkpoint: under one id another one may have been saved meanwhile. */
    private record Identity(CheckpointId id, @Nullable String revision) {}

    private final Function<PageRequest, Page<Checkpoint>> fetch;
    private final String provider;
    private volatile Side ascending;
    private final Side descending;

    /** What the walks that could not go on have read. */
    private final Set<Identity> before = new HashSet<>();

    private int restarts;
    private volatile boolean closed;
    private Iterator<Checkpoint> items = List.<Checkpoint>of().iterator();
    private Side turn;
    private boolean fromBothEnds = true;
    private boolean begun;
    private boolean met;

    /** How many both walks have read. */
    private int common;

    private BidirectionalScan(String provider, Function<PageRequest, Page<Checkpoint>> fetch) {
        this.provider = provider;
        this.fetch = fetch;
        this.ascending = side(Order.ASCENDING);
        this.descending = side(Order.DESCENDING);
        this.turn = this.ascending;
    }

    public static Stream<Checkpoint> of(String provider, Function<PageRequest, Page<Checkpoint>> fetch) {
        BidirectionalScan ends = new BidirectionalScan(provider, fetch);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(ends, Spliterator.NONNULL), false)
                .onClose(ends::close);
    }

    private Side side(Order order) {
        return new Side(new PageIterator<>(
                provider, Operation.LIST_CHECKPOINTS, PageRequest.first().withOrder(order), fetch));
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

    /** The end of the descending walk shows nothing: where the list is as it says, it meets the other one before. */
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

    /** Reads a page by turns from either end, while the next one of each is under way; gives what is new on it. */
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
            // The second page may be the last, and who has the whole list needs nothing of the other walk.
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
     * Whether the page just read reaches back over the other walk's last item, exactly as the other walk came there, with
     * something beyond on both sides that the other has not read.
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
