package io.modelkeep.baseten.internal.read;

import io.modelkeep.ItemState;
import java.util.Locale;
import java.util.Set;

/**
 * The meaning of the service's status words. Any other word means {@link ItemState#UNKNOWN}, which protects an item.
 */
final class BasetenStates {

    private static final Set<String> READY_DEPLOYMENT = Set.of("ACTIVE", "INACTIVE", "SCALED_TO_ZERO");

    private static final Set<String> CHANGING_DEPLOYMENT =
            Set.of("BUILDING", "DEPLOYING", "LOADING_MODEL", "UPDATING", "WAKING_UP", "DEACTIVATING");

    private static final Set<String> FAILED_DEPLOYMENT =
            Set.of("BUILD_FAILED", "BUILD_STOPPED", "DEPLOY_FAILED", "FAILED");

    /** The words for a stored checkpoint. The documentation has one in a description and one in an enumeration. */
    private static final Set<String> STORED_CHECKPOINT = Set.of("COMPLETE", "COMPLETED");

    private static final String STORING_CHECKPOINT = "SYNCING";

    private BasetenStates() {}

    /**
     * Returns the state of a deployment. {@code UNHEALTHY} is {@link ItemState#UNKNOWN}: such a deployment was
     * completed, cannot be used now, and may recover without intervention.
     */
    static ItemState ofDeployment(String status) {
        String word = word(status);
        if (READY_DEPLOYMENT.contains(word)) {
            return ItemState.READY;
        }
        if (CHANGING_DEPLOYMENT.contains(word)) {
            return ItemState.IN_PROGRESS;
        }
        return FAILED_DEPLOYMENT.contains(word) ? ItemState.FAILED : ItemState.UNKNOWN;
    }

    static ItemState ofCheckpoint(String syncStatus) {
        String word = word(syncStatus);
        if (STORED_CHECKPOINT.contains(word)) {
            return ItemState.READY;
        }
        return word.equals(STORING_CHECKPOINT) ? ItemState.IN_PROGRESS : ItemState.UNKNOWN;
    }

    private static String word(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}
