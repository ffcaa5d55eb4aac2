package io.modelkeep.retention.policy;

import io.modelkeep.Field;
import io.modelkeep.retention.internal.order.KeepReasons;
import io.modelkeep.retention.internal.order.OrderedItems;
import java.util.Optional;

/** A rule that keeps some items, independently of the other rules. Immutable. */
public sealed interface Rule
        permits KeepBest, KeepClosest, KeepEvery, KeepIf, KeepLabelled, KeepLast, KeepNamed, KeepWithin {

    /** Returns the rule as it is written in a policy. */
    String written();

    /** Returns the property of items that a catalogue must report for this rule. */
    default Optional<Field> needs() {
        return Optional.empty();
    }

    /** Reports whether the rule compares times with the clock. */
    default boolean dependsOnClock() {
        return false;
    }

    /** Marks the items that this rule keeps. */
    void mark(OrderedItems lineup, KeepReasons marks);
}
