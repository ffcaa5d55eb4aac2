package io.modelkeep.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reasons that items have to stay, as bits: a million items share a few lists of reasons. Not thread-safe. */
final class Marks {

    /** As many as a long has bits. */
    static final int MOST_REASONS = Long.SIZE;

    private final List<String> reasons = new ArrayList<>();
    private final long[] marks;
    private final Map<Long, List<String>> lists = new HashMap<>();
    private long lastBits;
    private List<String> lastList = List.of();

    Marks(int items) {
        this.marks = new long[items];
    }

    /** The number of a reason; the same for the same words. */
    int reason(String words) {
        int known = reasons.indexOf(words);
        if (known >= 0) {
            return known;
        }
        reasons.add(words);
        return reasons.size() - 1;
    }

    void add(int item, int reason) {
        marks[item] |= 1L << reason;
    }

    boolean has(int item, int reason) {
        return (marks[item] & 1L << reason) != 0;
    }

    boolean isEmpty(int item) {
        return marks[item] == 0;
    }

    /** Why an item stays, in the order in which the reasons came up; empty where nothing keeps it. */
    List<String> of(int item) {
        // Of those beside each other most are deleted alike, or kept for the same reason.
        if (marks[item] != lastBits) {
            lastBits = marks[item];
            lastList = lists.computeIfAbsent(lastBits, this::list);
        }
        return lastList;
    }

    private List<String> list(long bits) {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            if ((bits & 1L << i) != 0) {
                list.add(reasons.get(i));
            }
        }
        return List.copyOf(list);
    }
}
