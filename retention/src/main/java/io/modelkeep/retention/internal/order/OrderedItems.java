package io.modelkeep.retention.internal.order;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.LatestUndeterminedException;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.MetricValues;
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
 * The items of a listing in order of step, or of creation time and version number if not all items have a step. Items
 * that are equal in this order share one place, such as several checkpoints of one step. Not thread-safe.
 *
 * <p>Items are identified by their index in the listing. Iterating by index is several times faster than in sorted
 * order, because the items are then adjacent in memory.
 */
public final class OrderedItems {

    /** The maximum plausible difference between two clocks. A greater one is an error of one of them. */
    public static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final ItemList listing;
    private final Instant now;
    private final Instant latestTime;
    private final Item[] items;
    private final int[] order;
    private final int[] places;
    private final boolean[] counting;
    private final boolean byStep;

    /** Whether the service itself defines the latest item. */
    private final boolean latestDefined;

    /**
     * The time of the youngest finished item of each place. Null if a place has no finished item, or its time is
     * unknown.
     */
    private @Nullable Instant @Nullable [] youngest;

    /**
     * Creates the order of a listing.
     *
     * @param now the time from which ages are counted
     * @throws LatestUndeterminedException if some items have no step and some have no creation time
     */
    public OrderedItems(ItemList listing, Instant now) {
        this.listing = listing;
        this.now = now;
        this.latestTime = now.plus(CLOCKS_DIFFER_BY);
        this.items = listing.items().toArray(Item[]::new);
        this.byStep = all(item -> item.step().isPresent());
        KeyOrder keys = new KeyOrder(keys());
        // By id within a place, so that the result does not depend on the order of the list.
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
            throw new LatestUndeterminedException(subject()
                    + ": some items have no step and some have no creation time, so the latest cannot"
                    + " be determined; delete by id instead");
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

    public int size() {
        return items.length;
    }

    public Item item(int i) {
        return items[i];
    }

    /**
     * Returns the index of the item at a position of the order, where the earliest item is at 0. Items that share a
     * place are ordered by id.
     */
    public int at(int position) {
        return order[position];
    }

    /**
     * Returns whether the item is finished, unambiguous and not created in the future. Only such items count toward the
     * number of items that a rule keeps.
     */
    public boolean counts(int i) {
        return counting[i];
    }

    public boolean isAmbiguous(int i) {
        return !listing.ambiguous().isEmpty() && listing.ambiguous().contains(items[i].id());
    }

    /**
     * Returns whether the creation time of an item is later than the service's clock can be. Such a time is no evidence
     * of the order.
     */
    public boolean isFuture(int i) {
        return items[i].createdAt().filter(time -> time.isAfter(latestTime)).isPresent();
    }

    /** Returns the properties that the provider declares that it reports. */
    public Set<Field> declared() {
        return listing.declared();
    }

    public boolean isLatestDefined() {
        return latestDefined;
    }

    /** Returns whether every item between two positions, inclusive, has a time in the future. */
    public boolean isFuturePlace(int firstPosition, int lastPosition) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            if (!isFuture(order[position])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the place of an item in the order. Items that are equal in the order share a place. */
    public int place(int i) {
        return places[i];
    }

    /** Returns the first position of the place that ends at the given position. */
    public int firstBeside(int lastPosition) {
        int first = lastPosition;
        while (first > 0 && places[order[first - 1]] == places[order[lastPosition]]) {
            first--;
        }
        return first;
    }

    /** Returns whether an item between two positions, inclusive, is finished. */
    public boolean anyCounts(int firstPosition, int lastPosition) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            if (counting[order[position]]) {
                return true;
            }
        }
        return false;
    }

    /** Adds a reason to the items between two positions, inclusive. */
    public void mark(int firstPosition, int lastPosition, int reason, KeepReasons marks) {
        for (int position = firstPosition; position <= lastPosition; position++) {
            marks.add(order[position], reason);
        }
    }

    /** Returns the values of a metric, with NaN for the items that lack it. */
    public double[] values(String metric) {
        double[] values = new double[items.length];
        MetricNames names = MetricNames.NONE;
        int index = -1;
        for (int i = 0; i < items.length; i++) {
            MetricValues of = items[i].values();
            // Usually all items share one object of names.
            if (of.names() != names) {
                names = of.names();
                index = names.indexOf(metric);
            }
            values[i] = index < 0 ? Double.NaN : of.at(index);
        }
        return values;
    }

    /**
     * Adds a reason to the youngest places with a finished item, if the order is by step. A training run that was
     * rolled back saves low steps late, so the youngest item is not always the last in the order.
     */
    public void markYoungest(int count, int reason, KeepReasons marks) {
        if (!byStep) {
            return;
        }
        @Nullable Instant[] times = youngestOfEachPlace();
        PriorityQueue<Instant> found = new PriorityQueue<>();
        // From the end, where the youngest items usually are, so that fewer times are added and removed again.
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

    public Instant now() {
        return now;
    }

    public Set<String> metricNames() {
        return listing.metricNames();
    }

    /** Returns the subject with which a message begins. */
    public String subject() {
        return listing.subject();
    }
}
