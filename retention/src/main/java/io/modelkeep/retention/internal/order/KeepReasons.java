package io.modelkeep.retention.internal.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reasons to keep each item, stored as bits, so that a million items share a few lists of reasons. Not thread-safe.
 */
public final class KeepReasons {

    /** The maximum number of reasons: one for each bit of a long. */
    static final int MOST_REASONS = Long.SIZE;

    private final List<String> reasons = new ArrayList<>();
    private final long[] marks;
    private final Map<Long, List<String>> lists = new HashMap<>();
    private long lastBits;
    private List<String> lastList = List.of();

    public KeepReasons(int items) {
        this.marks = new long[items];
    }

    /** Returns the number of a reason. The same text always has the same number. */
    public int reason(String words) {
        int known = reasons.indexOf(words);
        if (known >= 0) {
            return known;
        }
        reasons.add(words);
        return reasons.size() - 1;
    }

    public void add(int item, int reason) {
        marks[item] |= 1L << reason;
    }

    public boolean has(int item, int reason) {
        return (marks[item] & 1L << reason) != 0;
    }

    public boolean isEmpty(int item) {
        return marks[item] == 0;
    }

    /** Returns the reasons to keep an item, in the order in which they were added. Empty if there is no reason. */
    public List<String> of(int item) {
        // Adjacent items usually have the same reasons.
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
