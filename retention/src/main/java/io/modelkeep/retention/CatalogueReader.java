package io.modelkeep.retention;

import io.modelkeep.retention.RetentionException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads catalogues that go into one plan. Thread-safe. */
final class CatalogueReader {

    /** Enough to say what there is instead of a metric that is not. */
    private static final int MOST_METRIC_NAMES = 100;

    private final MetricNames metrics;
    private final AtomicInteger count = new AtomicInteger();

    CatalogueReader(MetricNames metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads a catalogue to its end. What is listed again, as lists are that change while they are read, is one item; an id
     * that was listed as several things is told, for nobody knows what a deletion would hit.
     *
     * @throws io.modelkeep.StoreException it cannot be listed
     * @throws RetentionException {@code TOO_LARGE}
     */
    Listing read(Catalogue catalogue) {
        Set<String> names = new HashSet<>();
        Map<String, Item> byId = new HashMap<>();
        List<Item> items = new ArrayList<>();
        Set<String> ambiguous = new HashSet<>();
        Iterator<Item> listed = catalogue
                .items(metrics, name -> {
                    if (names.size() < MOST_METRIC_NAMES) {
                        names.add(name);
                    }
                })
                .iterator();
        while (listed.hasNext()) {
            Item item = listed.next();
            Item before = byId.putIfAbsent(item.id(), item);
            if (before == null && count.incrementAndGet() > RetentionPlan.MAX_ITEMS) {
                throw new RetentionException(
                        Reason.TOO_LARGE,
                        catalogue + ": a plan holds at most " + RetentionPlan.MAX_ITEMS
                                + " items; plan fewer at a time");
            }
            if (before == null) {
                items.add(item);
            } else if (!before.equals(item)) {
                ambiguous.add(item.id());
            }
        }
        return new Listing(catalogue.kind(), catalogue.parent(), items, ambiguous, names);
    }
}
