package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The items of a listing, the earliest first. Items that nothing puts in order stand beside each other in one place: the
 * checkpoints of one step, of which a service may save several. Not thread-safe.
 */
final class Lineup {

    private static final Comparator<Item> BY_STEP =
            Comparator.comparingLong(item -> item.step().orElseThrow());

    private static final Comparator<Item> BY_TIME =
            Comparator.comparing(item -> item.createdAt().orElseThrow());

    private static final Comparator<Item> BY_NUMBER =
            Comparator.comparingLong(item -> item.number().orElseThrow());

    private final Listing listing;
    private final Instant now;
    private final Item[] items;
    private final int[] places;
    private final boolean[] counting;
    private final boolean byStep;

    /**
     * Puts a listing in order.
     *
     * @param now what ages are counted from
     * @throws RetentionException {@code UNORDERED}: some item has neither what orders by step nor what orders by time
     */
    Lineup(Listing listing, Instant now) {
        this.listing = listing;
        this.now = now;
        this.items = listing.items().toArray(Item[]::new);
        this.places = new int[items.length];
        this.counting = new boolean[items.length];
        Comparator<Item> order = order();
        this.byStep = order == BY_STEP;
        // By id beside each other, so that the order of the list makes no difference.
        Arrays.sort(items, order.thenComparing(Item::id));
        for (int i = 0; i < items.length; i++) {
            boolean beside = i > 0 && order.compare(items[i - 1], items[i]) == 0;
            places[i] = i == 0 ? 0 : places[i - 1] + (beside ? 0 : 1);
            counting[i] = Readiness.of(listing.kind(), items[i]) == Readiness.FINISHED
                    && !listing.ambiguous().contains(items[i].id());
        }
    }

    private Comparator<Item> order() {
        if (all(item -> item.step().isPresent())) {
            return BY_STEP;
        }
        if (!all(item -> item.createdAt().isPresent())) {
            throw new RetentionException(
                    Reason.UNORDERED,
                    subject()
                            + ": not all have a step, and not all have a time, so which is the latest cannot be told; "
                            + "delete by id instead");
        }
        return all(item -> item.number().isPresent()) ? BY_TIME.thenComparing(BY_NUMBER) : BY_TIME;
    }

    private boolean all(Predicate<Item> condition) {
        return Arrays.stream(items).allMatch(condition);
    }

    int size() {
        return items.length;
    }

    Item item(int i) {
        return items[i];
    }

    Iterable<Item> items() {
        return Arrays.asList(items);
    }

    /** Whether it is finished, so that it takes a place where only some are kept. */
    boolean counts(int i) {
        return counting[i];
    }

    boolean isAmbiguous(int i) {
        return listing.ambiguous().contains(items[i].id());
    }

    Readiness readiness(int i) {
        return Readiness.of(listing.kind(), items[i]);
    }

    boolean anyCounts(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (counting[i]) {
                return true;
            }
        }
        return false;
    }

    /** The place in the order; the same for those beside each other. */
    int place(int i) {
        return places[i];
    }

    /** The first of those beside the one that is the last of them. */
    int firstBeside(int last) {
        int first = last;
        while (first > 0 && places[first - 1] == places[last]) {
            first--;
        }
        return first;
    }

    /** The values of a metric; NaN where an item has none. */
    double[] values(String metric) {
        double[] values = new double[items.length];
        MetricNames names = MetricNames.NONE;
        int index = -1;
        for (int i = 0; i < items.length; i++) {
            MetricValues of = items[i].values();
            // Nearly always the names are one object.
            if (of.names() != names) {
                names = of.names();
                index = names.indexOf(metric);
            }
            values[i] = index < 0 ? Double.NaN : of.at(index);
        }
        return values;
    }

    /**
     * Adds a reason to the youngest places that hold something finished. Where steps make the order, a training that went
     * back saves low steps late: what was saved last is not what stands last.
     */
    void markYoungest(int count, int reason, Marks marks) {
        if (!byStep) {
            return;
        }
        Instant[] times = youngestOfEachPlace();
        Instant[] known = Arrays.stream(times)
                .filter(time -> !time.equals(Instant.MIN))
                .sorted()
                .toArray(Instant[]::new);
        if (known.length > 0) {
            Instant from = known[Math.max(0, known.length - count)];
            for (int i = 0; i < items.length; i++) {
                if (times[places[i]].compareTo(from) >= 0) {
                    marks.add(i, reason);
                }
            }
        }
    }

    private Instant[] youngestOfEachPlace() {
        Instant[] times = new Instant[places[places.length - 1] + 1];
        Arrays.fill(times, Instant.MIN);
        for (int i = 0; i < items.length; i++) {
            Instant time = counting[i] ? items[i].createdAt().orElse(Instant.MIN) : Instant.MIN;
            times[places[i]] = time.isAfter(times[places[i]]) ? time : times[places[i]];
        }
        return times;
    }

    Instant now() {
        return now;
    }

    Set<String> metricNames() {
        return listing.metricNames();
    }

    /** What it is, to begin a message with. */
    String subject() {
        return listing.subject();
    }
}
