package io.modelkeep.retention;

import java.util.Locale;
import java.util.Set;

/** What the service's word for an item's state means for keeping it. */
enum Readiness {

    /** It is whole: it counts where some are kept, and may be deleted. */
    FINISHED,

    /** It never came to be: it counts for nothing, and may be deleted. */
    FAILED,

    /** It is being written, or the word is one that nobody knows: it counts for nothing, and stays. */
    UNFINISHED;

    private static final Set<String> FINISHED_CHECKPOINTS = Set.of("COMPLETE", "COMPLETED");

    private static final Set<String> FINISHED_VERSIONS = Set.of("ACTIVE", "INACTIVE", "SCALED_TO_ZERO");

    private static final Set<String> FAILED_VERSIONS =
            Set.of("BUILD_FAILED", "BUILD_STOPPED", "DEPLOY_FAILED", "FAILED");

    static Readiness of(ItemKind kind, Item item) {
        return item.state()
                .map(state -> of(kind, state.toUpperCase(Locale.ROOT)))
                .orElse(FINISHED);
    }

    private static Readiness of(ItemKind kind, String state) {
        Set<String> finished = kind == ItemKind.CHECKPOINTS ? FINISHED_CHECKPOINTS : FINISHED_VERSIONS;
        if (finished.contains(state)) {
            return FINISHED;
        }
        return kind == ItemKind.VERSIONS && FAILED_VERSIONS.contains(state) ? FAILED : UNFINISHED;
    }
}
