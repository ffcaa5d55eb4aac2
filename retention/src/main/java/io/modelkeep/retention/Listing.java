package io.modelkeep.retention;

import java.util.List;
import java.util.Set;

/**
 * What a catalogue held when it was read.
 *
 * @param kind what the items are
 * @param parent what they are of
 * @param items each id once, in any order
 * @param ambiguous the ids that were listed as several things
 * @param metricNames the metrics that came by; empty where that is not known
 */
record Listing(ItemKind kind, String parent, List<Item> items, Set<String> ambiguous, Set<String> metricNames) {

    /** What it is, to begin a message with. */
    String subject() {
        return (kind == ItemKind.CHECKPOINTS ? "checkpoints of " : "versions of ") + parent;
    }
}
