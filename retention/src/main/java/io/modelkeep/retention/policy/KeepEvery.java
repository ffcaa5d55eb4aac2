package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import java.util.Optional;
import java.util.OptionalLong;

/** The rule that keeps the steps that are multiples of a number. */
record KeepEvery(long steps) implements Rule {

    @Override
    public String written() {
        return "keep-every=" + steps;
    }

    @Override
    public Optional<Field> needs() {
        return Optional.of(Field.STEP);
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int multiple = marks.reason(written());
        int unknown = marks.reason(Decision.STEP_UNKNOWN);
        for (int i = 0; i < lineup.size(); i++) {
            OptionalLong step = lineup.item(i).step();
            if (step.isEmpty()) {
                marks.add(i, unknown);
            } else if (step.getAsLong() % steps == 0) {
                marks.add(i, multiple);
            }
        }
    }
}
