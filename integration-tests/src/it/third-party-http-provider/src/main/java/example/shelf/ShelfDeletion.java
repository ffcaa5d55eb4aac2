package example.shelf;

import example.shelf.ShelfApi.CheckpointRow;
import example.shelf.ShelfApi.Deleted;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Operation;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.ListSearch;
import io.modelkeep.http.ServiceClient;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A deletion of checkpoints by one request for each id. One list at the end settles what the answers leave open. */
final class ShelfDeletion {

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
        if (evidence.needsRead()) {
            open.put(id, evidence);
        } else if (!reply.aborted() || !reply.neverSent()) {
            results.add(evidence.present(id)); // an id without a result is NOT_ATTEMPTED
        }
    }

    /** Settles the open ids by one list, and by a second one after a pause where one is not enough. */
    private void settle() {
        Map<CheckpointId, DeletionEvidence> unconfirmed = new LinkedHashMap<>();
        ListSearch<CheckpointId, CheckpointRow> first = search(open.keySet(), begin("of " + run));
        open.forEach((id, evidence) -> {
            boolean more = first.find(id).isPresent()
                    ? evidence.presenceNeedsSecondRead()
                    : first.failure().isEmpty() && evidence.absenceNeedsSecondRead();
            if (more) {
                unconfirmed.put(id, evidence);
            } else {
                results.add(result(id, evidence, first));
            }
        });
        CallContext context = begin("of " + run);
        if (unconfirmed.isEmpty() || !client.waitForSecondRead(context)) {
            unconfirmed.forEach((id, evidence) -> results.add(evidence.unconfirmed(id)));
            return;
        }
        ListSearch<CheckpointId, CheckpointRow> second = search(unconfirmed.keySet(), context);
        unconfirmed.forEach((id, evidence) -> results.add(result(id, evidence, second)));
    }

    private ListSearch<CheckpointId, CheckpointRow> search(Set<CheckpointId> wanted, CallContext context) {
        ListSearch<CheckpointId, CheckpointRow> search = ListSearch.of(
                ShelfProvider.NAME,
                context,
                wanted,
                row -> new CheckpointId(row.id()),
                page -> pages.checkpoints(run, page, context));
        search.failure()
                .filter(why -> why instanceof NotFoundException || why instanceof CancelledException)
                .ifPresent(results::stop);
        return search;
    }

    private static DeleteResult<CheckpointId> result(
            CheckpointId id, DeletionEvidence evidence, ListSearch<CheckpointId, CheckpointRow> search) {
        if (search.find(id).isPresent()) {
            return evidence.present(id);
        }
        return search.failure().map(why -> evidence.unread(id, why)).orElseGet(() -> evidence.absent(id));
    }
}
