package io.modelkeep.baseten.internal.read;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Model;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.baseten.BasetenAttributes;
import io.modelkeep.baseten.internal.api.TrainingJson.CheckpointRow;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.json.TimestampParser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** The parent of a set of checkpoints: a Loops run or a training job, with the requests of its kind. */
public sealed interface CheckpointParent permits LoopsRun, TrainingJob {

    /** Names that consist of the step. The number in {@code checkpoint-100} may count something else. */
    Pattern STEP = Pattern.compile("(?:global[-_])?step[-_]?([0-9]{1,18})", Pattern.CASE_INSENSITIVE);

    RunId id();

    /**
     * Returns the id after a check of its form.
     *
     * @throws io.modelkeep.errors.InvalidRequestException if it is not the id of a checkpoint of this kind
     */
    CheckpointId checked(@Nullable CheckpointId checkpoint, Operation operation);

    /**
     * Lists all checkpoints.
     *
     * @throws io.modelkeep.errors.StoreException if they cannot be listed
     */
    List<Checkpoint> checkpoints(CallContext context);

    /** Creates the request for a page of files, which may also contain files of other checkpoints. */
    Call<FileList> files(CheckpointId checkpoint, int size, long offset);

    /** Returns the path of a file below the checkpoint, or empty for a file of another checkpoint. */
    Optional<String> pathWithin(CheckpointId checkpoint, String fileName);

    /** Creates a checkpoint from the fields that both kinds have. */
    static Checkpoint checkpoint(CheckpointId id, CheckpointRow row) {
        Checkpoint.Builder checkpoint = Checkpoint.builder(id)
                .attributes(new AttributeMap()
                        .put(BasetenAttributes.CHECKPOINT_TYPE, row.type())
                        .put(BasetenAttributes.TARGET, row.target())
                        .put(Model.BASE_MODEL, row.baseModel())
                        .putJson(BasetenAttributes.LORA_ADAPTER_CONFIG, row.loraAdapterConfig())
                        .values());
        if (row.name() != null) {
            checkpoint.name(row.name());
            step(row.name()).ifPresent(checkpoint::step);
        }
        TimestampParser.instant(row.createdAt()).ifPresent(checkpoint::createdAt);
        if (row.sizeBytes() != null) {
            checkpoint.sizeBytes(row.sizeBytes());
        }
        if (row.syncStatus() != null) {
            checkpoint.state(row.syncStatus()).itemState(BasetenStates.ofCheckpoint(row.syncStatus()));
        }
        return checkpoint.build();
    }

    private static OptionalLong step(String name) {
        Matcher step = STEP.matcher(name);
        return step.matches() ? OptionalLong.of(Long.parseLong(step.group(1))) : OptionalLong.empty();
    }
}
