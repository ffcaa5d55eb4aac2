package io.modelkeep.wandb.training;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Steps that no list could tell of yet; the list after a later round may. Used by one thread at a time. */
final class UnreadSteps {

    private final Map<Long, Fates> fates = new HashMap<>();

    private record Fates(DeleteResult<CheckpointId> ifAbsent, DeleteResult<CheckpointId> ifPresent) {}

    void add(long step, DeleteResult<CheckpointId> ifAbsent, DeleteResult<CheckpointId> ifPresent) {
        fates.put(step, new Fates(ifAbsent, ifPresent));
    }

    /** A copy. */
    Set<Long> steps() {
        return new HashSet<>(fates.keySet());
    }

    /** Says of each what a list shows, and forgets those of which it shows something. */
    void read(CheckpointListing listing, DeleteReport.Collector<CheckpointId> results) {
        fates.entrySet().removeIf(entry -> {
            boolean present = listing.revision(entry.getKey()).isPresent();
            if (!present && listing.brokenOff().isPresent()) {
                return false;
            }
            results.add(
                    present ? entry.getValue().ifPresent() : entry.getValue().ifAbsent());
            return true;
        });
    }
}
