package io.modelkeep.weave.internal.delete;

import io.modelkeep.DeleteMode;
import io.modelkeep.Operation;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.WeaveIds;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@link DeleteMode#SAFE} does not delete: a version that an alias names, or may name because the service does not say.
 * A server that refused to report aliases at all leaves nothing to go by, and no version is spared. Immutable.
 */
record AliasGuard(WeaveService service, DeleteMode mode) {

    /** How many versions a message names. */
    private static final int SHOWN = 3;

    /** Whether versions have to be listed before any is deleted. */
    boolean needsRows() {
        return mode == DeleteMode.SAFE && service.reportsAliases();
    }

    /** Why this version is not deleted. */
    Optional<ConflictException> refusal(ObjectRow row, Operation operation, String subject) {
        return problem(row)
                .map(problem -> new ConflictException(WeaveService.about(
                        operation,
                        subject,
                        problem + " this version; it is deleted only where the deletion is forced")));
    }

    /** Why a model with these versions is not deleted. */
    Optional<ConflictException> refusal(Collection<ObjectRow> rows, Operation operation, String subject) {
        List<String> problems = rows.stream()
                .flatMap(row -> problem(row).map(problem -> problem + " " + row.digest()).stream())
                .toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String more = problems.size() > SHOWN ? ", and " + (problems.size() - SHOWN) + " versions more" : "";
        return Optional.of(new ConflictException(WeaveService.about(
                operation,
                subject,
                problems.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more
                        + "; the model is deleted with all its versions only where the deletion is forced")));
    }

    private Optional<String> problem(ObjectRow row) {
        if (!needsRows()) {
            return Optional.empty();
        }
        Optional<List<String>> aliases = row.aliases();
        if (aliases.isEmpty()) {
            return Optional.of("the service does not report which aliases name");
        }
        return Optional.of(aliases.get())
                .filter(names -> !names.isEmpty())
                .map(names -> (names.size() == 1 ? "the alias " : "the aliases ")
                        + names.stream().limit(SHOWN).map(WeaveIds::shown).collect(Collectors.joining(", "))
                        + (names.size() == 1 ? " names" : " name"));
    }
}
