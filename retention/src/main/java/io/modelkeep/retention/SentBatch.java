package io.modelkeep.retention;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one batch.
 *
 * @param results one for each id, in their order
 * @param stoppedBy why not all of it was tried; null where it was
 */
record SentBatch(List<ItemResult> results, @Nullable RuntimeException stoppedBy) {

    /** Sends it, once; an error is thrown on, since nothing is known then. */
    static SentBatch send(BatchDeletion deletion, List<Item> items) {
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
            return new SentBatch(results, report.stoppedBy().orElse(null));
        } catch (StoreException refused) {
            // A store throws before its first request only.
            return all(ids, DeleteOutcome.NOT_ATTEMPTED, refused, refused);
        } catch (RuntimeException broken) {
            return all(ids, DeleteOutcome.UNKNOWN, null, broken);
        }
    }

    private static SentBatch all(
            List<String> ids, DeleteOutcome outcome, @Nullable StoreException cause, RuntimeException stoppedBy) {
        return new SentBatch(
                ids.stream().map(id -> ItemResult.of(id, outcome, cause)).toList(), stoppedBy);
    }

    /** The alarm that the answer raised. */
    Optional<ScopeExceededException> alarm() {
        return stoppedBy instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** Whether what stopped it is wrong with more than its training or model. */
    boolean endsAll() {
        return !(stoppedBy instanceof StoreException)
                || stoppedBy instanceof AuthenticationException
                || stoppedBy instanceof PermissionDeniedException
                || stoppedBy instanceof ScopeExceededException
                || stoppedBy instanceof CancelledException;
    }
}
