package io.modelkeep.retention.policy;

import io.modelkeep.retention.internal.order.ItemSelector;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;

/** The rule that keeps the items with the given names. */
record KeepNamed(String word, ItemSelector names) implements Rule {

    @Override
    public String written() {
        return word + "=" + names.written();
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int reason = marks.reason(word);
        for (int i = 0; i < lineup.size(); i++) {
            if (names.match(lineup.item(i))) {
                marks.add(i, reason);
            }
        }
    }
}
