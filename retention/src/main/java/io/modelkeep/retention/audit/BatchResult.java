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
 * The outcome of one batch.
 *
 * @param results one result for each id, in the order of the ids
 * @param abortCause why not all of the batch was tried; null if all of it was tried
 */
public record BatchResult(
        List<ItemResult> results, @Nullable RuntimeException abortCause) {

    /** Sends a batch once. An {@link Error} is not caught, because the outcome is then unknown. */
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
            // The client throws this exception only before its first request.
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

    /** Returns the alarm that the answer raised. */
    Optional<ScopeExceededException> alarm() {
        return abortCause instanceof ScopeExceededException exceeded ? Optional.of(exceeded) : Optional.empty();
    }

    /** Reports whether the reason for stopping concerns more than the batch's training run or model. */
    public boolean endsAll() {
        return !(abortCause instanceof StoreException)
                || abortCause instanceof AuthenticationException
                || abortCause instanceof PermissionDeniedException
                || abortCause instanceof ScopeExceededException
                || abortCause instanceof CancelledException;
    }
}
