package io.modelkeep.testkit.internal.fault;

import io.modelkeep.Capability;
import io.modelkeep.Id;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.internal.list.BulkDeletionKind;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.list.RunLists;
import io.modelkeep.testkit.internal.support.CallResult;
import java.util.Set;

/** A trial: one operation on prepared items, run once, and a check of the state afterwards. */
interface FaultTrial {

    /** Runs the operation. Catches the exceptions that a store may throw, and fails only on a wrong result. */
    CallResult run(ModelkeepClient stores);

    /** Returns the ids in the request, which its answer may repeat. Empty for a read. */
    default Set<String> names() {
        return Set.of();
    }

    /** Returns whether an item that was to be deleted still exists. */
    boolean isThere(Id asked);

    /** Fails unless all other items are unchanged and the reported result is true. */
    void checkTruth(CallResult ending);

    /** Prepares a trial of an operation in a fixture. */
    static FaultTrial of(Operation operation, StoreFixture fixture) {
        return switch (operation) {
            case LIST_CHECKPOINTS -> new ReadTrials.Listed<>(RunLists.CHECKPOINTS, fixture);
            case LIST_MODELS -> new ReadTrials.Listed<>(ModelLists.MODELS, fixture);
            case LIST_VERSIONS -> new ReadTrials.Listed<>(ModelLists.VERSIONS, fixture);
            case LIST_RUNS -> new ReadTrials.Listed<>(RunLists.RUNS, fixture);
            case LIST_FILES -> new ReadTrials.Listed<>(RunLists.FILES, fixture);
            case DOWNLOAD_CHECKPOINT -> new DownloadTrial(fixture);
            case GET_MODEL -> new ReadTrials.Got(fixture);
            case CREATE_MODEL -> new WriteTrials.Created(fixture, "created");
            case DELETE_MODEL -> new WriteTrials.ModelDeleted(fixture);
            case DELETE_CHECKPOINTS -> new WriteTrials.BulkDeleted<>(BulkDeletionKind.CHECKPOINTS, fixture);
            case DELETE_VERSIONS -> new WriteTrials.BulkDeleted<>(BulkDeletionKind.VERSIONS, fixture);
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
            case LIST_RUNS -> Capability.RUN_LIST;
            case LIST_CHECKPOINTS -> Capability.CHECKPOINT_LIST;
            case DELETE_CHECKPOINTS -> Capability.CHECKPOINT_DELETE;
            case LIST_FILES, DOWNLOAD_CHECKPOINT -> Capability.CHECKPOINT_FILES;
        };
    }
}
