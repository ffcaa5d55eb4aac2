package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.Stores;
import java.util.Set;

/** One operation on prepared things, run once, with the truth about it afterwards. */
interface Trial {

    /** Calls; catches what a store may throw, and fails by itself only on a wrong answer. */
    Ending run(Stores stores);

    /** The ids that the request is made of, and that its answer may repeat; none of a read. */
    default Set<String> names() {
        return Set.of();
    }

    /** Whether a thing that was to be deleted is still there. */
    boolean isThere(Id asked);

    /** Fails unless everything that was not asked for is as before, and what was said is true. */
    void checkTruth(Ending ending);

    /** Prepares an operation in a fixture. */
    static Trial of(Operation operation, StoreFixture fixture) {
        return switch (operation) {
            case LIST_CHECKPOINTS -> new ReadTrials.Listed<>(Listings.CHECKPOINTS, fixture);
            case LIST_MODELS -> new ReadTrials.Listed<>(Listings.MODELS, fixture);
            case LIST_VERSIONS -> new ReadTrials.Listed<>(Listings.VERSIONS, fixture);
            case LIST_TRAININGS -> new ReadTrials.Listed<>(Listings.TRAININGS, fixture);
            case LIST_FILES -> new ReadTrials.Listed<>(Listings.FILES, fixture);
            case DOWNLOAD_CHECKPOINT -> new DownloadTrial(fixture);
            case GET_MODEL -> new ReadTrials.Got(fixture);
            case CREATE_MODEL -> new WriteTrials.Created(fixture, "created");
            case DELETE_MODEL -> new WriteTrials.ModelDeleted(fixture);
            case DELETE_CHECKPOINTS -> new WriteTrials.BulkDeleted<>(Bulk.CHECKPOINTS, fixture);
            case DELETE_VERSIONS -> new WriteTrials.BulkDeleted<>(Bulk.VERSIONS, fixture);
        };
    }

    /** What a store must declare for an operation to be tried. */
    static Capability capability(Operation operation) {
        return switch (operation) {
            case CREATE_MODEL -> Capability.MODEL_CREATE;
            case GET_MODEL -> Capability.MODEL_GET;
            case LIST_MODELS -> Capability.MODEL_LIST;
            case DELETE_MODEL -> Capability.MODEL_DELETE;
            case LIST_VERSIONS -> Capability.VERSION_LIST;
            case DELETE_VERSIONS -> Capability.VERSION_DELETE;
            case LIST_TRAININGS -> Capability.TRAINING_LIST;
            case LIST_CHECKPOINTS -> Capability.CHECKPOINT_LIST;
            case DELETE_CHECKPOINTS -> Capability.CHECKPOINT_DELETE;
            case LIST_FILES, DOWNLOAD_CHECKPOINT -> Capability.CHECKPOINT_FILES;
        };
    }
}
