package example.shelf;

import example.shelf.ShelfApi.CheckpointRow;
import example.shelf.ShelfApi.Deleted;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Operation;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A deletion of checkpoints by one request for each id. One list at the end settles what the answers leave open. */
final class ShelfDeletion {

    private static final int MAX_RESTARTS = 3;

    private final ServiceClient client;
    private final ShelfApi api;
    private final ShelfPages pages;
    private final String run;
    private final List<CheckpointId> ids;
    private final DeleteReport.Collector<CheckpointId> results;
    private final Map<CheckpointId, DeletionEvidence> open = new ConcurrentHashMap<>();

    ShelfDeletion(ServiceClient client, ShelfApi api, ShelfPages pages, String run, Collection<CheckpointId> ids) {
        this.client = client;
        this.api = api;
        this.pages = pages;
        this.run = run;
        this.ids = ids.stream().distinct().toList();
        this.results = DeleteReport.collect(ShelfProvider.NAME, ids);
    }

    DeleteReport<CheckpointId> run() {
        client.workers().forEach(ids, this::send, () -> results.abortCause().isPresent());
        if (Thread.currentThread().isInterrupted()) {
            results.stop(new CancelledException(ErrorDetails.of("the thread was interrupted during the deletion")
                    .provider(ShelfProvider.NAME)
                    .operation(Operation.DELETE_CHECKPOINTS)));
        }
        if (!open.isEmpty()) {
            settle();
        }
        return results.report();
    }

    private CallContext begin(String subject) {
        return client.begin(Operation.DELETE_CHECKPOINTS, subject);
    }

    /** Sends one deletion. The toolkit retries it, because its endpoint is retryable. */
    private void send(CheckpointId id) {
        Reply<Deleted> reply = client.send(api.delete(run, id.value()), begin(id + " of " + run));
        if (!reply.ok()) {
            takeFailure(id, reply);
        } else if (reply.body().id().equals(id.value())) {
            results.add(DeleteResult.of(id, DeleteOutcome.DELETED));
        } else {
            ScopeExceededException alarm = new ScopeExceededException(
                    reply.details().problem("the server says that it deleted another checkpoint; look at the run now"),
                    1,
                    1);
            results.stop(alarm);
            open.put(id, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm));
        }
    }

    private void takeFailure(CheckpointId id, Reply<?> reply) {
        StoreException failure = reply.failure();
        if (failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.aborted()) {
            results.stop(failure);
        }
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure);
        if (evidence.mayBeApplied() || evidence.answer() == Answer.DENIED) {
            open.put(id, evidence);
        } else if (!reply.aborted() || !reply.neverSent()) {
            results.add(evidence.present(id)); // an id without a result is NOT_ATTEMPTED
        }
    }

    /** Settles the open ids by one complete list, and by a second one after a pause where one is not enough. */
    private void settle() {
        Map<CheckpointId, DeletionEvidence> unconfirmed = new LinkedHashMap<>();
        Listed first = list(begin("of " + run));
        open.forEach((id, evidence) -> {
            boolean more = first.has(id)
                    ? evidence.presenceNeedsSecondRead()
                    : first.complete() && evidence.absenceNeedsSecondRead();
            if (more) {
                unconfirmed.put(id, evidence);
            } else {
                results.add(first.result(id, evidence));
            }
        });
        CallContext context = begin("of " + run);
        if (unconfirmed.isEmpty() || !client.waitForSecondRead(context)) {
            unconfirmed.forEach((id, evidence) -> results.add(evidence.unconfirmed(id)));
            return;
        }
        Listed second = list(context);
        unconfirmed.forEach((id, evidence) -> results.add(second.result(id, evidence)));
    }

    /** Reads the whole list. If the list changes, the read begins again. */
    private Listed list(CallContext context) {
        Set<String> seen = new HashSet<>();
        for (int restarts = 0; ; restarts++) {
            Set<String> now = new HashSet<>();
            try {
                Optional<PageRequest> next = Optional.of(PageRequest.first());
                while (next.isPresent()) {
                    PageRequest request = next.get();
                    Page<CheckpointRow> page = pages.checkpoints(run, request, context);
                    page.items().forEach(row -> now.add(row.id()));
                    next = page.nextToken().map(request::withToken);
                }
                return new Listed(now, Optional.empty());
            } catch (ListChangedException changed) {
                seen.addAll(now);
                if (restarts == MAX_RESTARTS) {
                    return new Listed(seen, Optional.of(changed));
                }
            } catch (StoreException failed) {
                if (failed instanceof NotFoundException || failed instanceof CancelledException) {
                    results.stop(failed);
                }
                seen.addAll(now);
                return new Listed(seen, Optional.of(failed));
            }
        }
    }

    /** The ids that a list showed, and the failure that ended the list, if any. */
    private record Listed(Set<String> ids, Optional<StoreException> failure) {

        boolean has(CheckpointId id) {
            return ids.contains(id.value());
        }

        boolean complete() {
            return failure.isEmpty();
        }

        DeleteResult<CheckpointId> result(CheckpointId id, DeletionEvidence evidence) {
            if (has(id)) {
                return evidence.present(id);
            }
            return failure.map(why -> evidence.unread(id, why)).orElseGet(() -> evidence.absent(id));
        }
    }
}
