package io.modelkeep.testkit.internal.support;

import io.modelkeep.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cells of a row that do not apply: one for each operation that the row does not cover, with the reason. */
public final class NotApplicable {

    /** The reason why faults on the way to the service do not apply to downloads. */
    public static final String FILES = "files come from separate addresses, and F46 to F49 cover the faults there";

    private NotApplicable() {}

    /** Returns the cell of downloads in a row about all other operations. */
    public static List<Clause> byFiles(String id, String about) {
        Set<Operation> others = EnumSet.complementOf(EnumSet.of(Operation.DOWNLOAD_CHECKPOINT));
        return but(others, id, about, FILES);
    }

    /** Returns the cells of all operations except some. */
    public static List<Clause> but(Collection<Operation> affected, String id, String about, String reason) {
        Set<Operation> others = EnumSet.allOf(Operation.class);
        others.removeAll(affected);
        return others.stream()
                .map(operation -> Clause.of(id, operation.label() + ": " + about, context -> {})
                        .never(reason))
                .toList();
    }
}
