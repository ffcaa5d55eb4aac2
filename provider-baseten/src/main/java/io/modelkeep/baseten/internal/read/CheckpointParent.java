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

/** What checkpoints hang on: a Loops run or a training job, with the requests of its kind. */
public sealed interface CheckpointParent permits LoopsRun, TrainingJob {

    /** Names that say the step and nothing else; {@code checkpoint-100} may count anything. */
    Pattern STEP = Pattern.compile("(?:global[-_])?step[-_]?([0-9]{1,18})", Pattern.CASE_INSENSITIVE);

    RunId id();

    /** The id, if it is one of a checkpoint of this kind. */
    CheckpointId checked(@Nullable CheckpointId checkpoint, Operation operation);

    /** All its checkpoints; throws what a list throws. */
    List<Checkpoint> checkpoints(CallContext context);

    /** A page of files, which may hold those of other checkpoints too. */
    Call<FileList> files(CheckpointId checkpoint, int size, long offset);

    /** Where a file is below the checkpoint; empty for a file of another one. */
    Optional<String> pathWithin(CheckpointId checkpoint, String fileName);

    /** What both kinds say of a checkpoint. */
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
