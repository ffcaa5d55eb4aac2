package io.modelkeep.internal.paging;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search for the latest checkpoint of an unordered list. The step decides if every checkpoint has one, and otherwise
 * the time if every checkpoint has one.
 */
public final class LatestCheckpointSearch {

    private final String provider;
    private final RunId run;

    public LatestCheckpointSearch(String provider, RunId run) {
        this.provider = provider;
        this.run = run;
    }

    public Optional<Checkpoint> of(Stream<Checkpoint> checkpoints) {
        Checkpoint highest = null;
        Checkpoint newest = null;
        boolean bySteps = true;
        boolean byTime = true;
        Iterator<Checkpoint> all = checkpoints.iterator();
        while (all.hasNext()) {
            Checkpoint next = all.next();
            bySteps = bySteps && next.step().isPresent();
            byTime = byTime && next.createdAt().isPresent();
            if (!bySteps && !byTime) {
                throw new UnsupportedCapabilityException(
                        provider, Capability.CHECKPOINT_ORDER, Operation.LIST_CHECKPOINTS, "of " + run);
            }
            highest = bySteps && (highest == null || step(next) > step(highest)) ? next : highest;
            newest = byTime && isNewer(next, newest) ? next : newest;
        }
        return Optional.ofNullable(bySteps ? highest : newest);
    }

    private static long step(Checkpoint checkpoint) {
        return checkpoint.step().orElseThrow();
    }

    private static boolean isNewer(Checkpoint one, @Nullable Checkpoint other) {
        return other == null
                || one.createdAt().orElseThrow().isAfter(other.createdAt().orElseThrow());
    }
}
