package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.Stores;
import java.util.Set;

/** A trial: one operation on prepared items, run once, and a check of the state afterwards. */
interface Trial {

    /** Runs the operation. Catches the exceptions that a store may throw, and fails only on a wrong result. */
    Ending run(Stores stores);

    /** Returns the ids in the request, which its answer may repeat. Empty for a read. */
    default Set<String> names() {
        return Set.of();
    }

    /** Returns whether an item that was to be deleted still exists. */
    boolean isThere(Id asked);

    /** Fails unless all other items are unchanged and the reported result is true. */
    void checkTruth(Ending ending);

    /** Prepares a trial of an operation in a fixture. */
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

    /** Returns the capability that a trial of an operation needs. */
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
