package io.modelkeep.retention.plan;

import io.modelkeep.Field;
import io.modelkeep.retention.errors.PlanTooLargeException;
import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reader of the catalogues that make up one plan. Thread-safe. */
final class TargetItemReader {

    /** The maximum number of metric names to collect. They are listed in the message about a missing metric. */
    private static final int MOST_METRIC_NAMES = 100;

    private final MetricNames metrics;
    private final boolean dependsOnClock;
    private final AtomicInteger count = new AtomicInteger();

    /** Creates a reader for one policy. */
    TargetItemReader(RetentionPolicy policy) {
        this.metrics = policy.content().metrics();
        this.dependsOnClock = policy.content().dependsOnClock();
    }

    /**
     * Reads a catalogue to its end, and starts again if the list changed during reading. Identical duplicates count as
     * one item. An id that is listed with different content is ambiguous, because a deletion could delete either item.
     *
     * @throws io.modelkeep.errors.StoreException if the catalogue cannot be listed
     * @throws PlanTooLargeException if the catalogues contain too many items for one plan
     */
    ItemList read(RetentionTarget catalogue) {
        return CompleteListReader.read(() -> readOnce(catalogue));
    }

    private ItemList readOnce(RetentionTarget catalogue) {
        Set<String> names = new HashSet<>();
        Map<String, Item> byId = new HashMap<>();
        List<Item> items = new ArrayList<>();
        Set<String> ambiguous = new HashSet<>();
        try (Stream<Item> stream = catalogue.items(metrics, name -> {
            if (names.size() < MOST_METRIC_NAMES) {
                names.add(name);
            }
        })) {
            Iterator<Item> listed = stream.iterator();
            while (listed.hasNext()) {
                Item item = listed.next();
                Item before = byId.putIfAbsent(item.id(), item);
                if (before == null) {
                    items.add(item);
                    requireRoom(catalogue, count.get() + items.size());
                } else if (!before.equals(item)) {
                    ambiguous.add(item.id());
                }
            }
        }
        requireRoom(catalogue, count.addAndGet(items.size()));
        // Only after listing: an older server may have rejected a property, which is then no longer declared.
        Set<Field> declared = ItemList.protecting(catalogue.kind(), catalogue.fields());
        return new ItemList(
                catalogue.kind(), catalogue.parent(), items, ambiguous, names, declared, notes(catalogue, declared));
    }

    private static void requireRoom(RetentionTarget catalogue, int items) {
        if (items > RetentionPlan.MAX_ITEMS) {
            throw new PlanTooLargeException(
                    catalogue + ": a plan holds at most " + RetentionPlan.MAX_ITEMS + " items; plan fewer at a time");
        }
    }

    private List<String> notes(RetentionTarget catalogue, Set<Field> declared) {
        List<String> notes = new ArrayList<>();
        Set<Field> unchecked = EnumSet.copyOf(ItemList.protecting(catalogue.kind()));
        unchecked.removeAll(declared);
        if (!unchecked.isEmpty()) {
            notes.add("not reported by the service, so not checked: "
                    + unchecked.stream().map(RequiredFieldCheck::name).collect(Collectors.joining(", ")));
        }
        if (dependsOnClock && catalogue.serviceTime().isEmpty()) {
            notes.add("the service does not report its time, so the clock of this machine was not checked");
        }
        return notes;
    }
}
