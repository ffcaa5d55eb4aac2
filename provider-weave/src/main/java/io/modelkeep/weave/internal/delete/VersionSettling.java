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
 * The versions of one deletion whose outcome no answer proves. Lists of the model's versions settle them. If one list
 * is not enough, a second one decides after a pause, once for the whole deletion. {@link #open} is thread-safe.
 */
final class VersionSettling {

    private final WeaveService service;
    private final ObjectPages pages;
    private final String model;
    private final Map<String, VersionId> ids;
    private final AliasGuard guard;
    private final DeleteReport.Collector<VersionId> results;
    private final Supplier<CallContext> calls;

    /** The combined evidence of all answers about each version. */
    private final Map<String, DeletionEvidence> evidence = new ConcurrentHashMap<>();

    /** Versions whose outcome the last answer leaves open. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Versions that a list showed before they were sent. */
    private final Set<String> seen = new HashSet<>();

    /** Versions that were not sent, because a complete list did not contain them. */
    private final Set<String> unseen = new HashSet<>();

    /** Versions for which one list is not enough. */
    private final Set<String> unconfirmed = new HashSet<>();

    /**
     * Creates an instance without open versions.
     *
     * @param calls begins the call of each list
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

    /** Records the versions that a list showed before any request was sent. */
    void listedBefore(Collection<String> digests) {
        seen.addAll(digests);
    }

    /** Records a version that is not sent, because a complete list did not contain it. */
    void missedBefore(String digest) {
        unseen.add(digest);
    }

    /** Records an answer that leaves the outcome open, so that a list has to settle it. */
    void open(List<String> digests, DeletionEvidence answer) {
        for (String digest : digests) {
            DeletionEvidence now = seen.contains(digest) ? answer.seenBefore() : answer;
            evidence.merge(digest, now, (earlier, later) -> later.after(earlier));
            open.add(digest);
        }
    }

    /** Returns whether an earlier request for one of these versions may have been carried out. */
    boolean mayBeApplied(List<String> digests) {
        return digests.stream().map(evidence::get).anyMatch(earlier -> earlier != null && earlier.mayBeApplied());
    }

    /**
     * Settles the open versions by a list.
     *
     * @param mayRepeat whether versions may be sent again
     * @return the versions to send again, because they exist and the service denied their batch
     */
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
            // The version stays open, so that the list of a later round can settle it.
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

    /** Settles a version that the list shows. Returns true if it is to be sent again instead. */
    private boolean takeSeen(ObjectRow row, boolean repeats) {
        String digest = row.digest();
        DeletionEvidence known = known(digest);
        open.remove(digest);
        if (known.answer() == Answer.DENIED && repeats) {
            Optional<DeleteResult<VersionId>> refused = refused(row);
            // This result stands if the version is not sent again after all.
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

    /** Returns the result of a version that an alias names by now, or empty if none does. */
    private Optional<DeleteResult<VersionId>> refused(ObjectRow row) {
        CallContext call = calls.get();
        return guard.refusal(row, call.operation(), call.subject())
                .map(refusal -> DeleteResult.of(id(row.digest()), DeleteOutcome.REFUSED, refusal));
    }

    /** Reads a second list, after a pause, and settles the versions for which the first was not enough. */
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
                            "the first list lacks this version, but the second one has it; try again")));
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
