package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.item.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one batch.
 *
 * @param results one for each id, in their order
 * @param abortCause why not all of it was tried; null where it was
 */
public record BatchResult(
        List<ItemResult> results, @Nullable RuntimeException abortCause) {

    /** Sends it, once; an error is thrown on, since nothing is known then. */
    public static BatchResult send(BatchDeletion deletion, List<Item> items) {
        List<String> ids = items.stream().map(Item::id).toList();
        try {
            Map<String, ItemResult> byId = new HashMap<>();
            DeleteReport<?> report = deletion.delete(items);
            for (DeleteResult<?> result : report.results()) {
                String id = result.id().value();
                byId.put(id, ItemResult.of(id, result.outcome(), result.cause().orElse(null)));
            }
            List<ItemResult> results = ids.stream()
                    .map(id -> byId.getOrDefault(id, ItemResult.of(id, DeleteOutcome.UNKNOWN, null)))
                    .toList();
            return new BatchResult(results, report.abortCause().orElse(null));
        } catch (StoreException refused) {
            // A store throws before its first request only.
            return all(ids, DeleteOutcome.NOT_ATTEMPTED, refused, refused);
        } catch (RuntimeException broken) {
            return all(ids, DeleteOutcome.UNKNOWN, null, broken);
        }
    }

    private static BatchResult all(
            List<String> ids, DeleteOutcome outcome, @Nullable StoreException cause, RuntimeException abortCause) {
        return new BatchResult(
                ids.stream().map(id -> ItemResult.of(id, outcome, cause)).toList(), abortCause);
    }

    /** The alarm that the answer raised. */
    Optional<ScopeExceededException> alarm() {
        return abortCause instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** Whether what stopped it is wrong with more than its training or model. */
    public boolean endsAll() {
        return !(abortCause instanceof StoreException)
                || abortCause instanceof AuthenticationException
                || abortCause instanceof PermissionDeniedException
                || abortCause instanceof ScopeExceededException
                || abortCause instanceof CancelledException;
    }
}
