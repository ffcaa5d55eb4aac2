package io.modelkeep.retention.policy;

import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;

/**
 * The rule that keeps the last places of the order that contain a finished item, with all items of each place. It keeps
 * the same number of youngest places.
 */
record KeepLast(int count) implements Rule {

    @Override
    public String written() {
        return "keep-last=" + count;
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int reason = marks.reason(written());
        int taken = 0;
        for (int last = lineup.size() - 1; last >= 0 && taken < count; ) {
            int first = lineup.firstBeside(last);
            if (lineup.anyCounts(first, last)) {
                lineup.mark(first, last, reason, marks);
                taken++;
            }
            last = first - 1;
        }
        lineup.markYoungest(count, reason, marks);
    }
}
