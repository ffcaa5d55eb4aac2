package io.modelkeep.spi;

import io.modelkeep.Capability;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of expected revisions that providers apply to a deletion before any request. */
public final class RevisionRules {

    private RevisionRules() {}

    /**
     * Refuses all expected revisions. A provider that does not declare {@link Capability#CHECKPOINT_REVISION} calls
     * this method.
     *
     * @throws InvalidRequestException the map is null
     * @throws UnsupportedCapabilityException the map is not empty
     */
    public static void refuse(String provider, RunId run, @Nullable Map<CheckpointId, String> expected) {
        if (notNull(provider, expected).isEmpty()) {
            return;
        }
        throw new UnsupportedCapabilityException(
                provider, Capability.CHECKPOINT_REVISION, Operation.DELETE_CHECKPOINTS, "of " + run);
    }

    /**
     * Checks that every expected revision belongs to a checkpoint to delete and is not blank.
     *
     * @throws InvalidRequestException the map is null, or a revision does not meet these conditions
     */
    public static void check(
            String provider, Collection<CheckpointId> checkpoints, @Nullable Map<CheckpointId, String> expected) {
        notNull(provider, expected).forEach((id, revision) -> {
            if (id == null || revision == null || revision.isBlank()) {
                throw refused(provider, "the expected revision of " + shown(id) + " is missing; leave the entry out");
            }
            if (!checkpoints.contains(id)) {
                throw refused(
                        provider,
                        "an expected revision is of " + shown(id)
                                + ", which is not among the checkpoints to delete; leave the entry out");
            }
        });
    }

    private static Map<CheckpointId, String> notNull(String provider, @Nullable Map<CheckpointId, String> expected) {
        if (expected == null) {
            throw refused(provider, "the expected revisions are null; give an empty map for none");
        }
        return expected;
    }

    private static String shown(@Nullable CheckpointId id) {
        return SafeText.of(String.valueOf(id), 64);
    }

    private static InvalidRequestException refused(String provider, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(provider).operation(Operation.DELETE_CHECKPOINTS));
    }
}
