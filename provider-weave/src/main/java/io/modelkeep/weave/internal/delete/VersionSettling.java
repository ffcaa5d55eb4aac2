package io.modelkeep.weave.internal.delete;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.VersionId;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.call.DeletionEvidence.Answer;
import io.modelkeep.weave.internal.api.ObjectPages;
import io.modelkeep.weave.internal.api.ObjectRow;
import io.modelkeep.weave.internal.api.WeaveService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The versions of one deletion that no answer settled: lists of the model's versions show what became of them. What one list
 * cannot settle is confirmed by a second one after a pause, once for the whole deletion. {@link #open} is thread-safe.
 */
final class VersionSettling {

    private final WeaveService service;
    private final ObjectPages pages;
    private final String model;
    private final Map<String, VersionId> ids;
    private final AliasGuard guard;
    private final DeleteReport.Collector<VersionId> results;
    private final Supplier<CallContext> calls;

    /** What all answers about a version prove together. */
    private final Map<String, DeletionEvidence> evidence = new ConcurrentHashMap<>();

    /** Versions whose last answer settles nothing. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Versions that a list showed before they were sent. */
    private final Set<String> seen = new HashSet<>();

    /** Versions that were not sent, because a complete list did not have them. */
    private final Set<String> unseen = new HashSet<>();

    /** Versions of which one list is not enough. */
    private final Set<String> unconfirmed = new HashSet<>();

    /**
     * Nothing to settle yet.
     *
     * @param calls begins the call of one list
     */
    VersionSettling(
            WeaveService service,
            ObjectPages pages,
            String model,
            Map<String, VersionId> ids,
            AliasGuard guard,
            DeleteReport.Collector<VersionId> results,
            Supplier<CallContext> calls) {
        this.service = service;
        this.pages = pages;
        this.model = model;
        this.ids = ids;
        this.guard = guard;
        this.results = results;
        this.calls = calls;
    }

    /** Notes what a list showed before anything was sent. */
    void listedBefore(Collection<String> digests) {
        seen.addAll(digests);
    }

    /** Notes what a complete list did not have, so that it is not sent. */
    void missedBefore(String digest) {
        unseen.add(digest);
    }

    /** Notes an answer that has to be settled by a list. */
    void open(List<String> digests, DeletionEvidence answer) {
        for (String digest : digests) {
            DeletionEvidence now = seen.contains(digest) ? answer.seenBefore() : answer;
            evidence.merge(digest, now, (earlier, later) -> later.after(earlier));
            open.add(digest);
        }
    }

    /** Whether an earlier request of one of these may have been carried out. */
    boolean mayBeApplied(List<String> digests) {
        return digests.stream().map(evidence::get).anyMatch(earlier -> earlier != null && earlier.mayBeApplied());
    }

    /** Reads what is open; returns what is to be sent again, because it is there and the service denied its batch. */
    List<String> settle(boolean mayRepeat) {
        if (open.isEmpty()) {
            return List.of();
        }
        DigestListing listing = DigestListing.of(pages, model, Set.copyOf(open), calls.get());
        listing.brokenOff().filter(CancelledException.class::isInstance).ifPresent(results::stop);
        boolean repeats = mayRepeat && results.abortCause().isEmpty();
        List<String> again = new ArrayList<>();
        for (String digest : ids.keySet()) {
            if (!open.contains(digest)) {
                continue;
            }
            ObjectRow row = listing.rows().get(digest);
            if (row == null) {
                takeUnseen(digest, listing.brokenOff());
            } else if (takeSeen(row, repeats)) {
                again.add(digest);
            }
        }
        return again;
    }

    private void takeUnseen(String digest, Optional<StoreException> unread) {
        DeletionEvidence known = known(digest);
        if (unread.isPresent()) {
            // It stays open, for the list of another round to show.
            results.add(known.unread(id(digest), unread.get()));
            return;
        }
        open.remove(digest);
        if (known.absenceNeedsSecondRead()) {
            unconfirmed.add(digest);
        } else {
            results.add(known.absent(id(digest)));
        }
    }

    /** Whether the version is to be sent again. */
    private boolean takeSeen(ObjectRow row, boolean repeats) {
        String digest = row.digest();
        DeletionEvidence known = known(digest);
        open.remove(digest);
        if (known.answer() == Answer.DENIED && repeats) {
            Optional<DeleteResult<VersionId>> refused = refused(row);
            // Should it not come to the repetition, that is how the version stands.
            results.add(refused.orElseGet(() -> known.present(id(digest))));
            seen.add(digest);
            return refused.isEmpty();
        }
        if (known.presenceNeedsSecondRead()) {
            unconfirmed.add(digest);
        } else {
            results.add(known.present(id(digest)));
        }
        return false;
    }

    /** The result of a version that an alias names by now. */
    private Optional<DeleteResult<VersionId>> refused(ObjectRow row) {
        CallContext call = calls.get();
        return guard.refusal(row, call.operation(), call.subject())
                .map(refusal -> DeleteResult.of(id(row.digest()), DeleteOutcome.REFUSED, refusal));
    }

    /** Reads once more, after a pause, what one list could not settle. */
    void confirm() {
        Set<String> wanted = new HashSet<>(unconfirmed);
        if (results.abortCause().isEmpty()) {
            wanted.addAll(unseen);
        }
        if (wanted.isEmpty()) {
            return;
        }
        CallContext call = calls.get();
        if (!service.client().waitForSecondRead(call)) {
            CancelledException ended = new CancelledException(WeaveService.about(
                    call.operation(),
                    call.subject(),
                    "the wait before a second list was ended, or call-timeout leaves no time for it"));
            results.stop(ended);
            unconfirmed.forEach(digest -> results.add(known(digest).unread(id(digest), ended)));
            return;
        }
        DigestListing second = DigestListing.of(pages, model, wanted, call);
        second.brokenOff().filter(CancelledException.class::isInstance).ifPresent(results::stop);
        wanted.forEach(digest ->
                results.add(unconfirmed.contains(digest) ? confirmed(digest, second) : unsent(digest, second, call)));
    }

    private DeleteResult<VersionId> confirmed(String digest, DigestListing second) {
        DeletionEvidence known = known(digest);
        if (second.has(digest)) {
            return known.present(id(digest));
        }
        return second.brokenOff()
                .map(unread -> known.unread(id(digest), unread))
                .orElseGet(() -> known.absent(id(digest)));
    }

    private DeleteResult<VersionId> unsent(String digest, DigestListing second, CallContext call) {
        if (second.has(digest)) {
            return DeleteResult.of(
                    id(digest),
                    DeleteOutcome.NOT_ATTEMPTED,
                    new ListChangedException(WeaveService.about(
                            call.operation(),
                            call.subject(),
                            "a list did not have this version, and a second one has it; try again")));
        }
        return second.brokenOff()
                .map(unread -> DeleteResult.of(id(digest), DeleteOutcome.NOT_ATTEMPTED, unread))
                .orElseGet(() -> DeleteResult.of(id(digest), DeleteOutcome.ALREADY_ABSENT));
    }

    private DeletionEvidence known(String digest) {
        return Objects.requireNonNull(evidence.get(digest), "a digest without an answer");
    }

    private VersionId id(String digest) {
        return Objects.requireNonNull(ids.get(digest), "a digest that was not requested");
    }
}
