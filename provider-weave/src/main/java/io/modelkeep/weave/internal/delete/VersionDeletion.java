package io.modelkeep.weave.internal.delete;

import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.PermissionDeniedException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.http.call.Reply;
import io.modelkeep.weave.WeaveProvider;
import io.modelkeep.weave.internal.api.LatestVersion;
import io.modelkeep.weave.internal.api.ObjectPages;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.WeaveJson.Deleted;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A deletion of versions of one model. The versions are sent in batches, several at once. One list of the model's
 * versions then settles all batches whose answers leave the outcome open.
 *
 * <p>The service deletes all versions of a batch, or none if it does not know one of them. If it denies a batch, the
 * versions of it that still exist are sent again without the others.
 *
 * <p>A digest identifies the content, so a batch may be retried without a read. The number of requests is in
 * {@code docs/providers/weave.md}.
 */
public final class VersionDeletion {

    /** The maximum number of rounds. A version that disappears between a list and its batch costs one round. */
    public static final int MAX_ROUNDS = 3;

    private final WeaveService service;
    private final ObjectPages pages;
    private final Operation operation;
    private final String model;
    private final Map<String, VersionId> ids;
    private final AliasGuard guard;
    private final DeleteReport.Collector<VersionId> results;
    private final VersionSettling settling;
    private int attemptsBefore;

    public VersionDeletion(
            WeaveService service,
            ObjectPages pages,
            Operation operation,
            String model,
            Map<String, VersionId> ids,
            DeleteMode mode) {
        this.service = service;
        this.pages = pages;
        this.operation = operation;
        this.model = model;
        this.ids = ids;
        this.guard = new AliasGuard(service, mode);
        this.results = DeleteReport.collect(WeaveProvider.NAME, ids.values());
        this.settling = new VersionSettling(service, pages, model, ids, guard, results, this::begin);
    }

    /** Deletes the versions, after a check that the object is a model. */
    public DeleteReport<VersionId> run() {
        if (ids.isEmpty()) {
            return results.report();
        }
        return delete(guard.needsRows() ? listed() : ofModel());
    }

    /**
     * Deletes the versions without a check. A list has just shown them as versions of a model that no alias names.
     *
     * @param attempts the number of earlier attempts of the same deletion
     */
    DeleteReport<VersionId> runListed(int attempts) {
        attemptsBefore = attempts;
        settling.listedBefore(ids.keySet());
        return delete(ids.keySet());
    }

    private DeleteReport<VersionId> delete(Collection<String> digests) {
        Collection<String> left = digests;
        for (int rounds = 1; !left.isEmpty(); rounds++) {
            List<List<String>> batches = service.batches(left);
            boolean several = batches.size() > 1;
            service.client()
                    .workers()
                    .forEach(
                            batches,
                            batch -> send(batch, several),
                            () -> results.abortCause().isPresent());
            if (Thread.currentThread().isInterrupted()) {
                results.stop(new CancelledException(
                        WeaveService.about(operation, "of " + model, "the thread was interrupted")));
            }
            left = settling.settle(rounds < MAX_ROUNDS);
        }
        settling.confirm();
        return results.report();
    }

    private CallContext begin() {
        return service.client().begin(operation, "of " + model);
    }

    /**
     * Returns all digests if the object is a model, without a check of aliases. The service deletes any object by its
     * name, so its kind must be checked.
     */
    private Collection<String> ofModel() {
        try {
            Objects.requireNonNull(LatestVersion.ofModel(pages, model, begin()));
            return ids.keySet();
        } catch (StoreException unread) {
            results.stop(unread);
            return List.of();
        }
    }

    /** Returns the digests that a list shows as versions of a model and that no alias names. */
    private Collection<String> listed() {
        CallContext context = begin();
        DigestListing before = DigestListing.of(pages, model, ids.keySet(), context);
        Optional<StoreException> stop = before.brokenOff().or(() -> before.notAModel(context));
        if (stop.isPresent()) {
            results.stop(stop.get());
            return List.of();
        }
        List<String> free = new ArrayList<>();
        for (String digest : ids.keySet()) {
            ObjectRow row = before.rows().get(digest);
            if (row == null) {
                settling.missedBefore(digest);
            } else {
                refusal(row)
                        .ifPresentOrElse(
                                refusal -> record(digest, DeleteOutcome.REFUSED, refusal), () -> free.add(digest));
            }
        }
        settling.listedBefore(free);
        return free;
    }

    private Optional<ConflictException> refusal(ObjectRow row) {
        return row.isModel()
                ? guard.refusal(row, operation, "of " + model)
                : Optional.of(new ConflictException(WeaveService.about(
                        operation, "of " + model, "this version does not belong to a model (" + row.what() + ")")));
    }

    private void send(List<String> digests, boolean oneOfSeveral) {
        CallContext attempt = begin().after(attemptsBefore);
        CallContext context = oneOfSeveral ? attempt.onOwnConnection() : attempt;
        Reply<Deleted> reply = service.client().send(service.deleteVersions(model, digests), context);
        if (reply.ok()) {
            takeAnswer(digests, reply);
        } else {
            takeFailure(digests, reply, reply.failure());
        }
    }

    private void takeAnswer(List<String> digests, Reply<Deleted> reply) {
        long deleted = reply.body().count();
        Set<String> asked = Set.copyOf(digests);
        Set<String> named = reply.body().digests().orElse(asked);
        if (deleted < 0 || deleted > asked.size() || !asked.containsAll(named)) {
            ScopeExceededException exceeded = new ScopeExceededException(
                    reply.details()
                            .problem(deleted + " versions were deleted and " + asked.size()
                                    + " were requested, or others were deleted; look at the model now"),
                    asked.size(),
                    deleted);
            results.stop(exceeded);
            settling.open(digests, DeletionEvidence.of(Answer.UNUSABLE_SUCCESS, reply, exceeded));
        } else if (deleted == asked.size() && named.equals(asked)) {
            digests.forEach(digest -> results.add(DeleteResult.of(id(digest), DeleteOutcome.DELETED)));
        } else {
            StoreException tooFew = reply.malformed("fewer versions were deleted than requested");
            settling.open(digests, DeletionEvidence.of(Answer.UNPROVEN_SUCCESS, reply, tooFew));
        }
    }

    private void takeFailure(List<String> digests, Reply<?> reply, StoreException failure) {
        if (failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.aborted()) {
            results.stop(failure);
        }
        if (reply.aborted() && reply.neverSent()) {
            return;
        }
        DeletionEvidence answer = DeletionEvidence.ofFailure(reply, failure);
        // The documentation does not say that a batch is all or nothing, so an error for several versions proves
        // nothing about each.
        boolean ofEach = digests.size() == 1 || failure.statusCode().isEmpty() || reply.aborted();
        boolean applied = answer.mayBeApplied() || settling.mayBeApplied(digests);
        if (ofEach && !applied && answer.answer() != Answer.DENIED) {
            digests.forEach(digest -> results.add(answer.present(id(digest))));
        } else {
            settling.open(digests, answer);
        }
    }

    private void record(String digest, DeleteOutcome outcome, StoreException cause) {
        results.add(DeleteResult.of(id(digest), outcome, cause));
    }

    private VersionId id(String digest) {
        return Objects.requireNonNull(ids.get(digest), "a digest that was not requested");
    }
}
