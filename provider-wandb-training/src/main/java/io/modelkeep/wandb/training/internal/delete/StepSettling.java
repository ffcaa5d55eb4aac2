package io.modelkeep.wandb.training.internal.delete;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.DeletionEvidence;
import io.modelkeep.http.delete.ListSearch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outcomes of steps whose answers prove nothing, as determined by lists. A step is present only with the revision
 * that the caller expects, or otherwise with the first revision seen. Another checkpoint at the same step was not
 * requested. Used by one thread at a time.
 */
final class StepSettling {

    private final Map<Long, CheckpointId> ids;
    private final DeleteReport.Collector<CheckpointId> results;
    private final ErrorDetails details;
    private final Map<Long, String> revisions;

    /** The steps that no list has decided yet. Any later list may decide them. */
    private final Map<Long, DeletionEvidence> unread = new LinkedHashMap<>();

    /** The steps for which one list is not enough. */
    private final Map<Long, DeletionEvidence> unconfirmed = new LinkedHashMap<>();

    StepSettling(
            Map<Long, CheckpointId> ids,
            Map<CheckpointId, String> expectedRevisions,
            DeleteReport.Collector<CheckpointId> results,
            ErrorDetails details) {
        this.ids = ids;
        this.results = results;
        this.details = details;
        this.revisions = new HashMap<>();
        ids.forEach((step, id) -> {
            String expected = expectedRevisions.get(id);
            if (expected != null) {
                revisions.put(step, expected);
            }
        });
    }

    /** Returns the steps that the next list must look for in any case. */
    Map<Long, DeletionEvidence> unread() {
        return new LinkedHashMap<>(unread);
    }

    /**
     * Records what a list shows about steps.
     *
     * @return the steps that the list shows unchanged, which may be sent again
     */
    Set<Long> read(ListSearch<Long, Checkpoint> listing, Map<Long, DeletionEvidence> open) {
        Set<Long> there = new LinkedHashSet<>();
        noteEnd(listing);
        open.forEach((step, evidence) -> {
            unread.remove(step);
            if (revision(listing, step).isPresent() && !isReplaced(step, listing)) {
                there.add(step);
            }
            boolean more =
                    there.contains(step) ? evidence.presenceNeedsSecondRead() : isOnlyMissing(listing, step, evidence);
            if (more) {
                unconfirmed.put(step, evidence);
                results.add(evidence.unconfirmed(id(step)));
            } else {
                settle(step, evidence, listing);
            }
        });
        return there;
    }

    private static boolean isOnlyMissing(ListSearch<Long, Checkpoint> listing, long step, DeletionEvidence evidence) {
        return revision(listing, step).isEmpty() && listing.failure().isEmpty() && evidence.absenceNeedsSecondRead();
    }

    /** Removes steps that are sent again from those to confirm. */
    void reopen(Set<Long> steps) {
        unconfirmed.keySet().removeAll(steps);
    }

    /**
     * Returns the steps that a second list has to decide, together with those that it may also decide. Returns an empty
     * map if no step needs a second list.
     */
    Map<Long, DeletionEvidence> toConfirm() {
        Map<Long, DeletionEvidence> steps = new LinkedHashMap<>(unconfirmed);
        if (!steps.isEmpty()) {
            steps.putAll(unread);
        }
        return steps;
    }

    /** Records what the second list shows. */
    void confirm(ListSearch<Long, Checkpoint> listing, Map<Long, DeletionEvidence> steps) {
        noteEnd(listing);
        steps.forEach((step, evidence) -> settle(step, evidence, listing));
    }

    private void noteEnd(ListSearch<Long, Checkpoint> listing) {
        listing.failure()
                .filter(why -> why instanceof NotFoundException || why instanceof CancelledException)
                .ifPresent(results::stop);
    }

    private void settle(long step, DeletionEvidence evidence, ListSearch<Long, Checkpoint> listing) {
        CheckpointId id = id(step);
        Optional<StoreException> failed = listing.failure();
        if (isReplaced(step, listing)) {
            results.add(DeleteResult.of(
                    id,
                    DeleteOutcome.FAILED,
                    new ConflictException(details.problem("step " + step
                            + " was saved again since it was read; the checkpoint there now was not deleted"))));
        } else if (revision(listing, step).isPresent()) {
            results.add(evidence.present(id));
        } else if (failed.isEmpty() || isGoneWithItsModel(evidence, failed.get())) {
            results.add(evidence.absent(id));
        } else {
            results.add(evidence.unread(id, failed.get()));
            unread.put(step, evidence);
        }
    }

    /**
     * Returns whether a step is known to be gone with its model. That requires a read of the step in this call, because
     * a mistyped model never contained it.
     */
    private static boolean isGoneWithItsModel(DeletionEvidence evidence, StoreException failed) {
        return failed instanceof NotFoundException && evidence.wasSeenBefore() && evidence.mayBeApplied();
    }

    private static Optional<String> revision(ListSearch<Long, Checkpoint> listing, long step) {
        return listing.find(step).flatMap(Checkpoint::revision);
    }

    private boolean isReplaced(long step, ListSearch<Long, Checkpoint> listing) {
        return revision(listing, step)
                .filter(revision -> !revision.equals(revisions.computeIfAbsent(step, first -> revision)))
                .isPresent();
    }

    private CheckpointId id(long step) {
        CheckpointId id = ids.get(step);
        if (id == null) {
            throw new IllegalStateException("step " + step + " was not requested");
        }
        return id;
    }
}
