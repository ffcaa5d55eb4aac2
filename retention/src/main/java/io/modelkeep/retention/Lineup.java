package io.modelkeep.retention;

import io.modelkeep.Field;
import io.modelkeep.retention.RetentionException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The items of a listing, and their order by step or time. Items that nothing puts in order stand beside each other in one
 * place: the checkpoints of one step, of which a service may save several. Not thread-safe.
 *
 * <p>An item goes by its number in the listing, in which to look at all of them is several times faster than in their order,
 * for there they lie beside each other in memory.
 */
final class Lineup {

    /** A greater difference between two clocks is an error of one of them. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final Listing listing;
    private final Instant now;
    private final Instant latestTime;
    private final Item[] items;
    private final int[] order;
    private final int[] places;
    private final boolean[] counting;
    private final boolean byStep;

    /** Whether the service itself defines which item is the latest. */
    private final boolean latestDefined;

    /** The time of the youngest finished item of each place; null where there is none or it is not known. */
    private @Nullable Instant @Nullable [] youngest;

    /**
     * Puts a listing in order.
     *
     * @param now what ages are counted from
     * @throws RetentionException {@code UNORDERED}: some item has neither what orders by step nor what orders by time
     */
    Lineup(Listing listing, Instant now) {
        this.listing = listing;
        this.now = now;
        this.latestTime = now.plus(CLOCKS_DIFFER_BY);
        this.items = listing.items().toArray(Item[]::new);
        this.byStep = all(item -> item.step().isPresent());
        KeyOrder keys = new KeyOrder(keys());
        // By id beside each other, so that the order of the list makes no difference.
        this.order = keys.order(Comparator.comparing(i -> items[i].id()));
        this.places = new int[items.length];
        for (int position = 1; position < order.length; position++) {
            int before = order[position - 1];
            places[order[position]] = places[before] + (keys.alike(before, order[position]) ? 0 : 1);
        }
        this.counting = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            counting[i] = Protection.isFinished(listing.declared(), items[i]) && !isAmbiguous(i) && !isFuture(i);
        }
        this.latestDefined = Arrays.stream(items).anyMatch(item -> item.latest().isPresent());
    }

    private List<long[]> keys() {
        if (byStep) {
            return List.of(column(item -> item.step().orElseThrow()));
        }
        if (!all(item -> item.createdAt().isPresent())) {
            throw new RetentionException(
                    Reason.UNORDERED,
                    subject()
                            + ": not all have a step, and not all have a time, so which is the latest cannot be told; "
                            + "delete by id instead");
        }
        List<long[]> keys = times();
        if (all(item -> item.number().isPresent())) {
            keys.add(column(item -> item.number().orElseThrow()));
        }
        return keys;
    }

    private List<long[]> times() {
        long[] seconds = new long[items.length];
        long[] nanos = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            Instant time = items[i].createdAt().orElseThrow();
            seconds[i] = time.getEpochSecond();
            nanos[i] = time.getNano();
        }
        return new ArrayList<>(List.of(seconds, nanos));
    }

    private long[] column(ToLongFunction<Item> key) {
        return Arrays.stream(items).mapToLong(key).toArray();
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

    /** The item at a position of the order, the earliest at 0; of those beside each other the id decides. */
    int at(int position) {
        return order[position];
    }

    /** Whether it is finished, so that it takes a place where only some are kept. */
    boolean counts(int i) {
        return counting[i];
    }

    boolean isAmbiguous(int i) {
        return !listing.ambiguous().isEmpty() && listing.ambiguous().contains(items[i].id());
    }

    /** Whether its time is later than any clock of the service can be, so that it says nothing about the order. */
    boolean isFuture(int i) {
        return items[i].createdAt().filter(time -> time.isAfter(latestTime)).isPresent();
    }

    /** The properties that the provider declares it reports. */
    Set<Field> declared() {
        return listing.declared();
    }

    boolean isLatestDefined() {
        return latestDefined;
    }

    /** Whether every item of the place that ends at this position has a time in the future. */
    boolean isFuturePlace(int firstPosition, int lastPosition) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            if (!isFuture(order[position])) {
                return false;
            }
        }
        return true;
    }

    /** The place in the order; the same for those beside each other. */
    int place(int i) {
        return places[i];
    }

    /** The first position of the place that ends at this one. */
    int firstBeside(int lastPosition) {
        int first = lastPosition;
        while (first > 0 && places[order[first - 1]] == places[order[lastPosition]]) {
            first--;
        }
        return first;
    }

    /** Whether something is finished at these positions, both ends included. */
    boolean anyCounts(int firstPosition, int lastPosition) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            if (counting[order[position]]) {
                return true;
            }
        }
        return false;
    }

    /** Adds a reason to the items at these positions, both ends included. */
    void mark(int firstPosition, int lastPosition, int reason, Marks marks) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            marks.add(order[position], reason);
        }
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
        @Nullable Instant[] times = youngestOfEachPlace();
        PriorityQueue<Instant> found = new PriorityQueue<>();
        // From the end, where the youngest nearly always are, so that few are found which do not last.
        for (int place = times.length - 1; place >= 0; place--) {
            Instant time = times[place];
            if (time != null && (found.size() < count || time.isAfter(found.element()))) {
                found.add(time);
                if (found.size() > count) {
                    found.remove();
                }
            }
        }
        if (!found.isEmpty()) {
            Instant from = found.element();
            for (int i = 0; i < items.length; i++) {
                Instant time = times[places[i]];
                if (time != null && !time.isBefore(from)) {
                    marks.add(i, reason);
                }
            }
        }
    }

    private @Nullable Instant[] youngestOfEachPlace() {
        if (youngest == null) {
            @Nullable Instant[] times = new Instant[places[order[order.length - 1]] + 1];
            for (int i = 0; i < items.length; i++) {
                Instant time = counting[i] ? items[i].createdAt().orElse(null) : null;
                Instant known = times[places[i]];
                times[places[i]] = time != null && (known == null || time.isAfter(known)) ? time : known;
            }
            youngest = times;
        }
        return youngest;
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
