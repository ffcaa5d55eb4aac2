package io.modelkeep.testkit.internal.support;

import java.util.function.BooleanSupplier;

/** A played fault that may find nothing to damage in an answer. */
public record AnswerDamage(BooleanSupplier found) implements InjectedFault {

    @Override
    public void check() {}

    @Override
    public boolean spoiled() {
        return found.getAsBoolean();
    }
}
