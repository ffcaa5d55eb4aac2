package io.modelkeep.weave;

import io.modelkeep.AuthenticationException;
import io.modelkeep.CancelledException;
import io.modelkeep.ConflictException;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.NotFoundException;
import io.modelkeep.Operation;
import io.modelkeep.OutcomeUnknownException;
import io.modelkeep.PermissionDeniedException;
import io.modelkeep.ScopeExceededException;
import io.modelkeep.StoreException;
import io.modelkeep.VersionId;
import io.modelkeep.http.CallContext;
import io.modelkeep.http.Reply;
import io.modelkeep.weave.DigestDoubt.Why;
import io.modelkeep.weave.WeaveJson.Deleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One deletion of versions: batches are sent, several at once. The service deletes all of a batch or, if it does not know one
 * of them, nothing; so the batches that failed for that are looked up in one list of the model's versions, and what is there
 * is sent again without the rest. That list also settles whatever else an answer leaves open.
 *
 * <p>A digest is of the content, so a batch may be repeated without looking. Of n digests and a model of v versions, a call
 * sends one request that makes sure that the model is one, and in each of at most {@link #MAX_ROUNDS} rounds one for each
 * batch of what is left of n and, after a round that leaves something open, one for each {@link DigestListing#PAGE} of v and
 * one to be sure of the end; each up to {@code max-attempts} times. With one unknown among 121 digests that is 1 + 2 + 2 + 1 = 6.
 */
final class VersionDeletion {

    /** What vanishes between a list and the batch made from it costs a round; nobody deletes the same versions that long. */
    static final int MAX_ROUNDS = 3;

    /** Statuses below say nothing of a failure: a 303 may follow what was carried out. */
    private static final int FIRST_ERROR = 400;

    private final WeaveService service;
    private final ObjectPages pages;
    private final Operation operation;
    private final String model;
    private final Map<String, VersionId> ids;
    private final DeleteReport.Collector<VersionId> results;
    private final Map<String, DigestDoubt> doubts = new ConcurrentHashMap<>();

    /** Digests of which some attempt may have been carried out: sticky, for it may be what a later answer is about. */
    private final Set<String> maybeDeleted = ConcurrentHashMap.newKeySet();

    VersionDeletion(
            WeaveService service, ObjectPages pages, Operation operation, String model, Map<String, VersionId> ids) {
        this.service = service;
        this.pages = pages;
        this.operation = operation;
        this.model = model;
        this.ids = ids;
        this.results = DeleteReport.collect(WeaveProvider.NAME, ids.values());
    }

    /** The deletion, of versions of what has to be a model. */
    DeleteReport<VersionId> run() {
        return ids.isEmpty() || isModel() ? runUnchecked() : results.report();
    }

    /** The deletion, of versions of what was seen to be a model. */
    DeleteReport<VersionId> runUnchecked() {
        Collection<String> left = ids.keySet();
        for (int rounds = 1; !left.isEmpty(); rounds++) {
            service.client()
                    .workers()
                    .forEach(
                            service.batches(left),
                            this::send,
                            () -> results.stoppedBy().isPresent());
            if (Thread.currentThread().isInterrupted()) {
                results.stop(new CancelledException(
                        WeaveService.about(operation, "of " + model, "the thread was interrupted meanwhile")));
            }
            left = settle(rounds < MAX_ROUNDS);
        }
        return results.report();
    }

    private CallContext begin() {
        return service.client().begin(operation, "of " + model);
    }

    /** The service deletes by name, whatever it is. */
    private boolean isModel() {
        try {
            Objects.requireNonNull(NewestVersion.ofModel(pages, model, begin()));
            return true;
        } catch (StoreException unread) {
            results.stop(unread);
            return false;
        }
    }

    private void send(List<String> digests) {
        Reply<Deleted> reply = service.client().send(service.deleteVersions(model, digests), begin());
        if (reply.mayBeApplied()) {
            maybeDeleted.addAll(digests);
        }
        if (reply.ok()) {
            takeAnswer(digests, reply);
        } else {
            takeFailure(digests, reply, reply.failure());
        }
    }

    private void takeAnswer(List<String> digests, Reply<Deleted> reply) {
        long deleted = reply.body().count();
        Set<String> asked = Set.copyOf(digests);
        Set<String> named = reply.body().digests().map(Set::copyOf).orElse(asked);
        boolean others = !asked.containsAll(named);
        if (deleted > asked.size() || others) {
            ScopeExceededException exceeded = new ScopeExceededException(
                    reply.details()
                            .problem(deleted + " versions were deleted where " + asked.size()
                                    + " were asked for, or others than those; look at the model now"),
                    asked.size(),
                    deleted);
            results.stop(exceeded);
            doubt(digests, Why.UNUSABLE, reply, exceeded);
        } else if (deleted == asked.size() && named.equals(asked)) {
            digests.forEach(digest -> results.add(DeleteResult.of(id(digest), DeleteOutcome.DELETED)));
        } else {
            doubt(digests, Why.COUNT, reply, reply.malformed("fewer versions were deleted than asked for"));
        }
    }

    private void takeFailure(List<String> digests, Reply<?> reply, StoreException failure) {
        if (failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException
                || reply.over()) {
            results.stop(failure);
        }
        boolean noError = failure.statusCode().orElse(FIRST_ERROR) < FIRST_ERROR;
        if (failure instanceof NotFoundException) {
            doubt(digests, Why.NOT_FOUND, reply, failure);
        } else if (reply.mayBeApplied() || noError) {
            maybeDeleted.addAll(digests);
            doubt(digests, reply.refused() ? Why.COUNT : Why.UNUSABLE, reply, failure);
        } else if (!(reply.over() && reply.neverSent())) {
            DeleteOutcome outcome = reply.refused() ? DeleteOutcome.REFUSED : DeleteOutcome.FAILED;
            digests.forEach(digest -> record(digest, outcome, failure));
        }
    }

    private void doubt(List<String> digests, Why why, Reply<?> reply, StoreException cause) {
        StoreException told = reply.unanswered() ? reply.unknown(cause) : cause;
        digests.forEach(digest -> doubts.put(digest, new DigestDoubt(why, told)));
    }

    /** Reads what is left open; returns what is to be sent again, because it is there and its batch did not go through. */
    private List<String> settle(boolean mayRepeat) {
        if (doubts.isEmpty()) {
            return List.of();
        }
        DigestListing listing = DigestListing.of(pages, model, doubts.keySet(), begin());
        listing.brokenOff().filter(CancelledException.class::isInstance).ifPresent(results::stop);
        boolean repeats = mayRepeat && results.stoppedBy().isEmpty();
        List<String> again = new ArrayList<>();
        for (String digest : ids.keySet()) {
            DigestDoubt doubt = doubts.get(digest);
            if (doubt == null) {
                continue;
            }
            if (listing.has(digest) || listing.brokenOff().isEmpty()) {
                // Otherwise it stays in doubt, for the list of another round to tell.
                doubts.remove(digest);
            }
            if (!listing.has(digest)) {
                recordUnseen(digest, doubt, listing.brokenOff());
            } else if (doubt.why() == Why.NOT_FOUND && repeats) {
                again.add(digest);
            } else {
                recordSeen(digest, doubt);
            }
        }
        return again;
    }

    private void recordUnseen(String digest, DigestDoubt doubt, Optional<StoreException> unread) {
        if (unread.isPresent()) {
            record(
                    digest,
                    DeleteOutcome.UNKNOWN,
                    new OutcomeUnknownException(
                            WeaveService.about(
                                    operation,
                                    "of " + model,
                                    "it is not known whether this was deleted, and no list could tell"),
                            unread.get()));
        } else if (doubt.why() == Why.NOT_FOUND && !maybeDeleted.contains(digest)) {
            results.add(DeleteResult.of(id(digest), DeleteOutcome.ALREADY_ABSENT));
        } else {
            results.add(DeleteResult.of(id(digest), DeleteOutcome.PRESUMED_DELETED));
        }
    }

    private void recordSeen(String digest, DigestDoubt doubt) {
        switch (doubt.why()) {
            case COUNT -> record(digest, DeleteOutcome.REFUSED, doubt.cause());
            case UNUSABLE -> record(digest, DeleteOutcome.FAILED, doubt.cause());
            case NOT_FOUND ->
                record(
                        digest,
                        DeleteOutcome.FAILED,
                        new ConflictException(WeaveService.about(
                                operation,
                                "of " + model,
                                "the service does not find what was asked for together with this version, which is there;"
                                        + " try again")));
        }
    }

    private void record(String digest, DeleteOutcome outcome, StoreException cause) {
        results.add(DeleteResult.of(id(digest), outcome, cause));
    }

    private VersionId id(String digest) {
        return Objects.requireNonNull(ids.get(digest), "a digest that was not asked for");
    }
}
