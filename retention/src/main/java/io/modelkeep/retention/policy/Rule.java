package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import java.util.Optional;

/** A rule that keeps some items whatever the others keep. Immutable. */
public sealed interface Rule
        permits KeepBest, KeepClosest, KeepEvery, KeepIf, KeepLabelled, KeepLast, KeepNamed, KeepWithin {

    /** The rule as it is written in a policy. */
    String written();

    /** What a catalogue must tell of its items for this rule. */
    default Optional<Field> needs() {
        return Optional.empty();
    }

    /** Whether the rule compares times with the clock. */
    default boolean dependsOnClock() {
        return false;
    }

    /** Marks what this rule keeps. */
    void mark(OrderedItems lineup, KeepReasons marks);
}
