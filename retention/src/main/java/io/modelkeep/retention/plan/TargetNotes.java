package io.modelkeep.retention.plan;

import io.modelkeep.retention.internal.order.ItemList;
import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.policy.KeepLabelled;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.retention.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/** A collector of notes that inform the reader of a plan in addition to the decisions of one part. */
final class TargetNotes {

    private static final int MOST_NAMES = 20;

    private final RetentionPolicy policy;
    private final ItemList listing;

    TargetNotes(RetentionPolicy policy, ItemList listing) {
        this.policy = policy;
        this.listing = listing;
    }

    /** Returns the notes of a part without items. */
    List<String> ofNothing() {
        List<String> notes = new ArrayList<>(listing.notes());
        addAbsent("protect", policy.content().protectedNames().absentFrom(List.of()), notes);
        addAbsent("keep", policy.content().keptNames().absentFrom(List.of()), notes);
        addAbsent("keep-if-present", policy.content().namesIfPresent().absentFrom(List.of()), notes);
        return notes;
    }

    List<String> of(OrderedItems lineup, KeepReasons marks) {
        List<String> notes = new ArrayList<>(listing.notes());
        addUnmarked("protect", policy.content().protectedNames(), marked(Decision.PROTECT, lineup, marks), notes);
        addUnmarked("keep", policy.content().keptNames(), marked(Decision.KEEP, lineup, marks), notes);
        addUnmarked(
                "keep-if-present",
                policy.content().namesIfPresent(),
                marked(Decision.KEEP_IF_PRESENT, lineup, marks),
                notes);
        for (Rule rule : policy.content().keepRules()) {
            if (rule instanceof KeepLabelled labelled) {
                addAbsent(labelled.label().word(), labelled.absentFrom(lineup), notes);
            }
        }
        List<String> future =
                marked(Decision.FUTURE, lineup, marks).stream().map(Item::id).toList();
        if (!future.isEmpty()) {
            notes.add("created in the future, therefore kept and not the latest: " + some(future));
        }
        return notes;
    }

    private static void addUnmarked(String word, ItemSelector names, List<Item> marked, List<String> notes) {
        if (!names.isEmpty()) {
            addAbsent(word, names.absentFrom(marked), notes);
        }
    }

    private static void addAbsent(String word, List<String> absent, List<String> notes) {
        if (!absent.isEmpty()) {
            notes.add(word + ": not there: " + some(absent));
        }
    }

    private static List<Item> marked(String words, OrderedItems lineup, KeepReasons marks) {
        int reason = marks.reason(words);
        List<Item> marked = new ArrayList<>();
        for (int i = 0; i < lineup.size(); i++) {
            if (marks.has(i, reason)) {
                marked.add(lineup.item(i));
            }
        }
        return marked;
    }

    private static String some(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", more > 0 ? names.subList(0, MOST_NAMES) : names)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
