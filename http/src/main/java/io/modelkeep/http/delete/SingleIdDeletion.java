package io.modelkeep.http.delete;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deletion of items of one parent. Each item is deleted by a separate request, several at once. A list of the
 * parent's items at the end settles all outcomes that the answers leave open.
 *
 * <p>If the list is also read before, requests are sent only for items that it contains and does not protect. An id
 * that the first list lacks, and that no answer denies, is absent only if a second list after a pause lacks it too.
 *
 * <p>The endpoint's {@link io.modelkeep.http.call.Retryable} decides whether a request whose answer was lost is sent
 * again. Declare {@code ALWAYS} only if an id never denotes another item later.
 */
public final class SingleIdDeletion<I extends Id, T> {

    private final ServiceClient client;
    private final DeletableResource<I, T> resource;
    private final List<I> ids;
    private final boolean readsFirst;
    private final DeleteReport.Collector<I> results;
    private final Map<I, DeletionEvidence> open = new ConcurrentHashMap<>();
    private final Set<I> listed = new HashSet<>();
    private final List<I> unlisted = new ArrayList<>();

    /**
     * Creates a deletion that has not begun.
     *
     * @param ids the ids to delete, which are valid ids of this provider; a repeated id is deleted once
     * @param readsFirst whether the parent's items are listed before any deletion is sent; required if items can be
     *     protected
     */
    public SingleIdDeletion(
            ServiceClient client, DeletableResource<I, T> resource, Collection<I> ids, boolean readsFirst) {
        this.client = client;
        this.resource = resource;
        this.ids = List.copyOf(new LinkedHashSet<>(ids));
        this.readsFirst = readsFirst;
        this.results = DeleteReport.collect(client.provider(), ids);
    }

    /**
     * Runs the deletion once.
     *
     * @return the report with one result for each id, in the order requested; no failure is thrown
     */
    public DeleteReport<I> run() {
        List<I> toSend = readsFirst && !ids.isEmpty() ? read() : ids;
        client.workers().forEach(toSend, this::send, () -> results.abortCause().isPresent());
        noteInterrupt();
        if (!open.isEmpty() || !unlisted.isEmpty()) {
            settle();
        }
        return results.report();
    }

    /**
     * Returns the ids of the items that the parent has and that are not protected. If the list cannot be read, the
     * deletion stops and the result is empty.
     */
    private List<I> read() {
        ExistingIds<I> present;
        try {
            present = resource.existing(Set.copyOf(ids), begin());
        } catch (StoreException unread) {
            results.stop(unread);
            return List.of();
        }
        List<I> toSend = new ArrayList<>();
        for (I id : ids) {
            if (!present.has(id)) {
                if (!recordName(id, DeleteOutcome.REFUSED, present)) {
                    unlisted.add(id);
                }
                continue;
            }
            listed.add(id);
            present.protection(id)
                    .ifPresentOrElse(
                            why -> record(id, DeleteOutcome.REFUSED, new ConflictException(about(id, why))),
                            () -> toSend.add(id));
        }
        return toSend;
    }

    /** Stops the deletion after an interrupt between two requests, as after one within a request. */
    private void noteInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            results.stop(new CancelledException(client.about(begin(), "the thread was interrupted")));
        }
    }

    private CallContext begin() {
        return client.begin(resource.operation(), "of " + resource.parent());
    }

    private CallContext begin(I id) {
        return client.begin(resource.operation(), id + " of " + resource.parent());
    }

    private ErrorDetails about(I id, String problem) {
        return client.about(begin(id), problem);
    }

    private void send(I id) {
        CallContext context = begin(id);
        Reply<T> reply = client.send(resource.deletion(id), context);
        if (reply.ok()) {
            takeAnswer(id, reply);
        } else {
            takeFailure(id, reply, resource.failure(reply, context));
        }
    }

    private void takeAnswer(I id, Reply<T> reply) {
        switch (resource.read(reply.body(), id)) {
            case DELETED -> record(id, DeleteOutcome.DELETED);
            case KEPT ->
                leaveOpen(
                        id,
                        DeletionEvidence.of(
                                Answer.REFUSED,
                                reply,
                                new ConflictException(
                                        reply.details().problem("the service says that it did not delete it"))));
            case DELETED_OF_ANOTHER_PARENT -> {
                // The requested item is gone, and that is its result. But an item of another parent means that the
                // caller named the wrong parent, so no further item is deleted.
                record(id, DeleteOutcome.DELETED);
                results.stop(outside(reply, "the deleted item does not belong to " + resource.parent()));
            }
            case UNPROVEN ->
                leaveOpen(
                        id,
                        DeletionEvidence.of(
                                Answer.UNUSABLE_SUCCESS,
                                reply,
                                reply.malformed("the answer does not name the deleted item, and it is still there")));
            case ANOTHER -> {
                ScopeExceededException alarm = outside(reply, "the service says that it deleted another item");
                results.stop(alarm);
                leaveOpen(id, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, alarm));
            }
        }
    }

    /** Creates the alarm for a deletion that the request does not cover. */
    private static ScopeExceededException outside(Reply<?> reply, String problem) {
        return new ScopeExceededException(reply.details().problem(problem + "; look at the service now"), 0, 1);
    }

    private void takeFailure(I id, Reply<T> reply, StoreException failure) {
        boolean fatal = failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.aborted();
        if (fatal) {
            results.stop(failure);
        }
        if (reply.aborted() && reply.neverSent()) {
            return;
        }
        DeletionEvidence evidence = DeletionEvidence.ofFailure(reply, failure);
        // An error answer to a request for one id is about this id.
        if (evidence.needsRead()) {
            leaveOpen(id, evidence);
        } else {
            results.add(evidence.present(id));
        }
    }

    private void leaveOpen(I id, DeletionEvidence evidence) {
        open.put(id, listed.contains(id) ? evidence.seenBefore() : evidence);
    }

    private void settle() {
        CallContext context = begin();
        ExistingIds<I> present;
        try {
            if (!unlisted.isEmpty()) {
                SecondRead.await(client, context);
            }
            present = resource.existing(unsettled(), context);
        } catch (StoreException unread) {
            settleUnread(unread);
            return;
        }
        unlisted.forEach(id -> settleUnlisted(id, present));
        List<I> again = new ArrayList<>();
        open.forEach((id, evidence) -> {
            boolean there = present.has(id);
            if (there ? evidence.presenceNeedsSecondRead() : evidence.absenceNeedsSecondRead()) {
                again.add(id);
            } else {
                settle(id, evidence, present);
            }
        });
        if (!again.isEmpty()) {
            settleAgain(again);
        }
    }

    private Set<I> unsettled() {
        return Stream.concat(open.keySet().stream(), unlisted.stream()).collect(Collectors.toSet());
    }

    private void settleAgain(List<I> again) {
        CallContext context = begin();
        try {
            SecondRead.await(client, context);
            ExistingIds<I> present = resource.existing(Set.copyOf(again), context);
            again.forEach(id -> settle(id, evidence(id), present));
        } catch (StoreException unread) {
            again.forEach(id -> results.add(evidence(id).unread(id, unread)));
        }
    }

    private DeletionEvidence evidence(I id) {
        return Objects.requireNonNull(open.get(id), "no evidence");
    }

    private void settle(I id, DeletionEvidence evidence, ExistingIds<I> present) {
        if (present.has(id)) {
            results.add(evidence.present(id));
            return;
        }
        DeleteResult<I> absent = evidence.absent(id);
        boolean denied = absent.outcome() == DeleteOutcome.ALREADY_ABSENT;
        if (listed.contains(id) || !recordName(id, denied ? DeleteOutcome.REFUSED : DeleteOutcome.UNKNOWN, present)) {
            results.add(absent);
        }
    }

    private void settleUnlisted(I id, ExistingIds<I> present) {
        if (present.has(id)) {
            record(
                    id,
                    DeleteOutcome.NOT_ATTEMPTED,
                    new ListChangedException(
                            about(id, "the first list lacks it, but the second one has it; delete it again")));
        } else if (!recordName(id, DeleteOutcome.REFUSED, present)) {
            record(id, DeleteOutcome.ALREADY_ABSENT);
        }
    }

    private void settleUnread(StoreException unread) {
        if (unread instanceof NotFoundException || unread instanceof CancelledException) {
            results.stop(unread);
        }
        unlisted.forEach(id -> record(id, DeleteOutcome.NOT_ATTEMPTED, unread));
        open.forEach((id, evidence) -> results.add(evidence.unread(id, unread)));
    }

    /**
     * Records that an id without an item is the name of another item.
     *
     * @return false if no item has this name
     */
    private boolean recordName(I id, DeleteOutcome outcome, ExistingIds<I> present) {
        Set<String> named = present.named(id);
        if (!named.isEmpty()) {
            record(id, outcome, resource.nameGiven(id, named));
        }
        return !named.isEmpty();
    }

    private void record(I id, DeleteOutcome outcome) {
        results.add(DeleteResult.of(id, outcome));
    }

    private void record(I id, DeleteOutcome outcome, StoreException cause) {
        results.add(DeleteResult.of(id, outcome, cause));
    }
}
