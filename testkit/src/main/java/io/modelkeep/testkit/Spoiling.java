package io.modelkeep.testkit;

import java.util.function.BooleanSupplier;

/** A played fault that may find nothing to damage in an answer. */
record Spoiling(BooleanSupplier found) implements InjectedFault {

    @Override
    public void check() {}

    @Override
    public boolean spoiled() {
        return found.getAsBoolean();
    }
}
