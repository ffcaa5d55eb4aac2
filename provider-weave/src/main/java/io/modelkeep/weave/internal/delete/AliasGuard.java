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
 * The protection that {@link DeleteMode#SAFE} gives to versions with aliases. A version is not deleted if an alias
 * names it, or if the service does not report whether one does.
 *
 * <p>A server that rejected the request for aliases reports none at all. With such a server, no version is protected.
 * Immutable.
 */
record AliasGuard(WeaveService service, DeleteMode mode) {

    /** The maximum number of versions, and of aliases of each, that a message names. */
    private static final int SHOWN = 3;

    /** Returns whether versions must be listed before any is deleted. */
    boolean needsRows() {
        return mode == DeleteMode.SAFE && service.reportsAliases();
    }

    /** Returns the reason not to delete this version, or empty if it may be deleted. */
    Optional<ConflictException> refusal(ObjectRow row, Operation operation, String subject) {
        return problem(row)
                .map(problem -> new ConflictException(WeaveService.about(
                        operation, subject, problem + " this version; it is deleted only if the deletion is forced")));
    }

    /** Returns the reason not to delete a model with these versions, or empty if it may be deleted. */
    Optional<ConflictException> refusal(Collection<ObjectRow> rows, Operation operation, String subject) {
        List<String> problems = rows.stream()
                .flatMap(row -> problem(row).map(problem -> problem + " " + row.digest()).stream())
                .toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String more = problems.size() > SHOWN ? ", and " + (problems.size() - SHOWN) + " more versions" : "";
        return Optional.of(new ConflictException(WeaveService.about(
                operation,
                subject,
                problems.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more
                        + "; the model is deleted with all its versions only if the deletion is forced")));
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
