package io.modelkeep.testkit;

import io.modelkeep.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cells of a row that is about some operations only: one for each other operation, with the reason. */
final class Unaffected {

    /** Why what goes wrong on the way to the service is no matter of downloads. */
    static final String FILES =
            "files come from an address of their own, and F46 to F49 are about what goes wrong there";

    private Unaffected() {}

    /** The cell of downloads in a row about all other operations. */
    static List<Clause> byFiles(String id, String about) {
        Set<Operation> others = EnumSet.complementOf(EnumSet.of(Operation.DOWNLOAD_CHECKPOINT));
        return but(others, id, about, FILES);
    }

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
