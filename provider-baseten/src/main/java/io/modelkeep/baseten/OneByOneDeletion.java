package io.modelkeep.baseten;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.NotFoundException;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One deletion of things of one parent: each by a request of its own, several at once; whatever the answers leave open is
 * settled at the end by one list of what the parent has.
 *
 * <p>Where a deletion does not name the parent, the list is also read before: what the parent does not have is not sent, for
 * it may be another one's. The ids never come to mean something else, so a request whose answer was lost is repeated at once.
 */
final class OneByOneDeletion<I extends Id, T> {

    /** Statuses below say nothing of a failure: a 303 may follow what was carried out. */
    private static final int FIRST_ERROR = 400;

    private final BasetenService service;
    private final Deletable<I, T> things;
    private final List<I> ids;
    private final DeleteReport.Collector<I> results;
    private final Map<I, Doubt> doubts = new ConcurrentHashMap<>();

    OneByOneDeletion(BasetenService service, Deletable<I, T> things, List<I> ids) {
        this.service = service;
        this.things = things;
        this.ids = ids;
        this.results = DeleteReport.collect(BasetenProvider.NAME, ids);
    }

    /**
     * Why an id's fate is to be read from the list, and what it is then.
     *
     * @param ifAbsent what happened if it is not listed
     * @param ifPresent what happened if it is listed
     * @param cause why, if it is listed
     */
    private record Doubt(Reply<?> reply, DeleteOutcome ifAbsent, DeleteOutcome ifPresent, StoreException cause) {}

    DeleteReport<I> run() {
        List<I> present = things.namesParent() || ids.isEmpty() ? ids : ofParent();
        service.client()
                .workers()
                .forEach(present, this::send, () -> results.stoppedBy().isPresent());
        noteInterrupt();
        if (!doubts.isEmpty()) {
            settle();
        }
        return results.report();
    }

    /** Those that the parent has; the others are absent. None, and the deletion is over, where nothing could tell. */
    private List<I> ofParent() {
        Present<I> present;
        try {
            present = things.present(begin("of " + things.parent()));
        } catch (StoreException unread) {
            results.stop(unread);
            return List.of();
        }
        ids.stream()
                .filter(id -> !present.has(id))
                .forEach(id -> recordAbsent(id, DeleteOutcome.ALREADY_ABSENT, present));
        return ids.stream().filter(present::has).toList();
    }

    /** An interrupt between two requests stops the deletion as one within a request does. */
    private void noteInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            results.stop(new CancelledException(
                    BasetenService.about(begin("of " + things.parent()), "the thread was interrupted meanwhile")));
        }
    }

    private CallContext begin(String subject) {
        return service.client().begin(things.operation(), subject);
    }

    private void send(I id) {
        CallContext context = begin(id + " of " + things.parent());
        Reply<T> reply = service.send(things.deletion(id), context);
        if (reply.ok()) {
            takeAnswer(id, reply);
        } else {
            takeFailure(id, reply, service.failure(reply, context));
        }
    }

    private void takeAnswer(I id, Reply<T> reply) {
        switch (things.read(reply.body(), id)) {
            case DELETED -> record(id, DeleteOutcome.DELETED);
            case KEPT -> takeKept(id, reply);
            case DELETED_OF_ANOTHER_PARENT -> {
                // The one that was asked for is gone, and that is what its result says. But ids of another parent among
                // these mean that the caller thinks of another one than it names, so no further one is deleted.
                record(id, DeleteOutcome.DELETED);
                results.stop(outside(reply, "what was deleted is not of " + things.parent()));
            }
            case ANOTHER -> {
                results.stop(outside(reply, "the service says that it deleted something else"));
                doubts.put(
                        id,
                        new Doubt(
                                reply,
                                DeleteOutcome.PRESUMED_DELETED,
                                DeleteOutcome.REFUSED,
                                reply.malformed("the answer is about something else")));
            }
        }
    }

    /** Of what the service says it deleted, nothing was within what was asked. */
    private static ScopeExceededException outside(Reply<?> reply, String problem) {
        return new ScopeExceededException(reply.details().problem(problem + "; look at the service now"), 0, 1);
    }

    private void takeKept(I id, Reply<T> reply) {
        ConflictException kept =
                new ConflictException(reply.details().problem("the service says that it did not delete it"));
        if (reply.mayBeApplied()) {
            doubts.put(id, new Doubt(reply, DeleteOutcome.PRESUMED_DELETED, DeleteOutcome.REFUSED, kept));
        } else {
            record(id, DeleteOutcome.REFUSED, kept);
        }
    }

    private void takeFailure(I id, Reply<T> reply, StoreException failure) {
        boolean fatal = failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.over();
        if (fatal) {
            results.stop(failure);
        }
        if (failure instanceof NotFoundException) {
            doubts.put(id, notFound(reply));
            return;
        }
        boolean noError = failure.statusCode().orElse(FIRST_ERROR) < FIRST_ERROR;
        if (reply.mayBeApplied() || noError) {
            DeleteOutcome ifPresent = reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED;
            doubts.put(id, new Doubt(reply, DeleteOutcome.PRESUMED_DELETED, ifPresent, failure));
            return;
        }
        boolean neverSent = reply.over() && reply.neverSent();
        if (!neverSent) {
            record(id, reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED, failure);
        }
    }

    /** The same answer comes of a parent that is not there, and then says nothing of the id. */
    private static Doubt notFound(Reply<?> reply) {
        return new Doubt(
                reply,
                reply.mayBeApplied() ? DeleteOutcome.PRESUMED_DELETED : DeleteOutcome.ALREADY_ABSENT,
                DeleteOutcome.FAILED,
                new ConflictException(reply.details().problem("not found, and still listed")));
    }

    private void settle() {
        Present<I> present;
        try {
            present = things.present(begin("of " + things.parent()));
        } catch (StoreException unread) {
            settleUnread(unread);
            return;
        }
        doubts.forEach((id, doubt) -> {
            if (present.has(id)) {
                // A service that never answered may be at it still, so nobody should repeat this without looking.
                record(
                        id,
                        doubt.ifPresent(),
                        doubt.reply().unanswered() ? doubt.reply().unknown(doubt.cause()) : doubt.cause());
            } else {
                recordAbsent(id, doubt.ifAbsent(), present);
            }
        });
    }

    private void settleUnread(StoreException unread) {
        boolean parentGone = unread instanceof NotFoundException;
        if (parentGone || unread instanceof CancelledException) {
            results.stop(unread);
        }
        doubts.forEach((id, doubt) -> {
            if (parentGone && doubt.ifAbsent() == DeleteOutcome.ALREADY_ABSENT) {
                record(id, DeleteOutcome.FAILED, unread);
            } else {
                record(
                        id,
                        DeleteOutcome.UNKNOWN,
                        new OutcomeUnknownException(
                                doubt.reply()
                                        .details()
                                        .problem("it is not known whether this was deleted, and no list could tell"),
                                unread));
            }
        });
    }

    /** Whoever gave a name means a thing that is there, although there is none of this id. */
    private void recordAbsent(I id, DeleteOutcome outcome, Present<I> present) {
        Set<String> named = present.named(id);
        if (named.isEmpty()) {
            record(id, outcome);
            return;
        }
        record(
                id,
                outcome == DeleteOutcome.ALREADY_ABSENT ? DeleteOutcome.REFUSED : DeleteOutcome.UNKNOWN,
                BasetenIds.name(id, named, things.operation()));
    }

    private void record(I id, DeleteOutcome outcome) {
        results.add(DeleteResult.of(id, outcome));
    }

    private void record(I id, DeleteOutcome outcome, StoreException cause) {
        results.add(DeleteResult.of(id, outcome, cause));
    }
}
