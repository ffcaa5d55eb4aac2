package io.modelkeep.baseten.internal.read;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.baseten.internal.api.BasetenService;
import io.modelkeep.baseten.internal.api.TrainingJson.FileList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobCheckpointList;
import io.modelkeep.baseten.internal.api.TrainingJson.JobCheckpointRow;
import io.modelkeep.baseten.internal.api.TrainingJson.JobName;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A training job. Its checkpoints have a name and no other id. They cannot be deleted one by one, but only with the
 * whole job. Thread-safe.
 */
public final class TrainingJob implements CheckpointParent {

    /** The folder of a node. Some jobs store the folders of their checkpoints in such folders. */
    private static final Pattern NODE = Pattern.compile("rank-[0-9]{1,9}/");

    private final BasetenService service;
    private final String project;
    private final String job;

    TrainingJob(BasetenService service, String project, String job) {
        this.service = service;
        this.project = project;
        this.job = job;
    }

    static RunId id(String project, String job) {
        return new RunId("job:" + project + ":" + job);
    }

    @Override
    public RunId id() {
        return id(project, job);
    }

    @Override
    public CheckpointId checked(@Nullable CheckpointId checkpoint, Operation operation) {
        return BasetenIds.jobCheckpoint(checkpoint, operation);
    }

    @Override
    public List<Checkpoint> checkpoints(CallContext context) {
        Reply<JobCheckpointList> reply = service.send(service.api().listJobCheckpoints(project, job), context);
        JobCheckpointList list = service.bodyOrThrow(reply, context);
        JobName of = list.job();
        if (of != null && (differs(of.id(), job) || differs(of.projectId(), project))) {
            throw reply.malformed("the answer is about another job");
        }
        return UnpagedList.of(list.checkpoints(), row -> checkpoint(row, reply), Checkpoint::id, reply);
    }

    private Checkpoint checkpoint(JobCheckpointRow row, Reply<?> reply) {
        if (differs(row.jobId(), job)) {
            throw reply.malformed("the list holds another job's checkpoint");
        }
        try {
            return CheckpointParent.checkpoint(new CheckpointId(row.name()), row);
        } catch (InvalidRequestException noId) {
            // Skipping it would make an incomplete list look complete.
            throw reply.malformed("a checkpoint's name cannot be an id: " + noId.getMessage());
        }
    }

    private static boolean differs(@Nullable String said, String asked) {
        return said != null && !said.equals(asked);
    }

    @Override
    public Call<FileList> files(CheckpointId checkpoint, int size, long offset) {
        return service.api().listJobFiles(project, job, size, offset);
    }

    @Override
    public Optional<String> pathWithin(CheckpointId checkpoint, String fileName) {
        String folder = checkpoint + "/";
        Matcher node = NODE.matcher(fileName);
        // The folder of the node stays in the path, because files of several nodes may have the same name.
        String kept = node.lookingAt() && fileName.startsWith(folder, node.end()) ? node.group() : "";
        return fileName.startsWith(folder, kept.length())
                ? Optional.of(kept + fileName.substring(kept.length() + folder.length()))
                : Optional.empty();
    }
}
