package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cells of a row that is about some operations only: one for each other operation, with the reason. */
final class Unaffected {

    private Unaffected() {}

    /** The cells of all operations but these. */
    static List<Clause> but(Collection<Operation> affected, String id, String about, String reason) {
        Set<Operation> others = EnumSet.allOf(Operation.class);
        others.removeAll(affected);
        return others.stream()
                .map(operation -> Clause.of(id, operation.label() + ": " + about, scene -> {})
                        .never(reason))
                .toList();
    }
}
