package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import io.modelkeep.retention.item.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rule that keeps the items that are not older than a duration. */
record KeepWithin(Duration age) implements Rule {

    /** The maximum age, about a century. A longer one is a typing error, and could overflow in calculations. */
    static final Duration LONGEST = Duration.ofDays(36525);

    @Override
    public String written() {
        return "keep-within=" + written(age);
    }

    @Override
    public Optional<Field> needs() {
        return Optional.of(Field.CREATED_AT);
    }

    @Override
    public boolean dependsOnClock() {
        return true;
    }

    @Override
    public void mark(OrderedItems lineup, KeepReasons marks) {
        int young = marks.reason(written());
        int unknown = marks.reason(Decision.AGE_UNKNOWN);
        Instant oldest = lineup.now().minus(age);
        for (int i = 0; i < lineup.size(); i++) {
            Optional<Instant> created = lineup.item(i).createdAt();
            if (created.isEmpty()) {
                marks.add(i, unknown);
            } else if (!created.get().isBefore(oldest)) {
                marks.add(i, young);
            }
        }
    }

    private static String written(Duration age) {
        if (age.equals(Duration.ofDays(age.toDays()))) {
            return age.toDays() + "d";
        }
        if (age.equals(Duration.ofHours(age.toHours()))) {
            return age.toHours() + "h";
        }
        return age.toString();
    }
}
