package io.modelkeep.retention.policy;

import io.modelkeep.retention.errors.PolicyNotEvaluableException;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Item;
import java.util.function.Predicate;

/** The rule that keeps the items for which a predicate is true. */
public record KeepIf(String name, Predicate<Item> predicate) implements Rule {

    /** The name of the rule. */
    public static final String WORD = "keep-if";

    @Override
    public String written() {
        return WORD + "=" + name;
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int reason = marks.reason(written());
        for (int position = 0; position < lineup.size(); position++) {
            int i = lineup.at(position);
            if (test(lineup, lineup.item(i))) {
                marks.add(i, reason);
            }
        }
    }

    private boolean test(OrderedItems lineup, Item item) {
        try {
            return predicate.test(item);
        } catch (RuntimeException failed) {
            throw new PolicyNotEvaluableException(
                    lineup.subject() + ": the predicate " + name + " failed for " + item.id() + ": " + failed, failed);
        }
    }
}
