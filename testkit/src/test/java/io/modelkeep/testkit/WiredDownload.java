package io.modelkeep.testkit;

import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.RunId;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.testkit.memory.MemoryDownload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A download over the wire: all places first, then each file, whole and without a key. */
final class WiredDownload {

    private final WiredClient client;
    private final RunId run;
    private final CheckpointId checkpoint;
    private final MemoryDownload target;

    WiredDownload(WiredClient client, RunId run, CheckpointId checkpoint, Path directory) {
        this.client = client;
        this.run = run;
        this.checkpoint = checkpoint;
        this.target = new MemoryDownload(directory);
    }

    List<Path> run(List<CheckpointFile> files) {
        files.forEach(file -> target.place(file.path()));
        List<Path> written = new ArrayList<>(target.write(Map.of()));
        for (CheckpointFile file : files) {
            written.addAll(target.write(Map.of(file.path(), content(file))));
        }
        return written;
    }

    private byte[] content(CheckpointFile file) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", run.value());
        request.put("checkpoint", checkpoint.value());
        request.put("path", file.path());
        Map<String, Object> answer = client.repeated(
                Operation.DOWNLOAD_CHECKPOINT,
                number -> client.attempt(
                        Operation.DOWNLOAD_CHECKPOINT, "", request, number, sent -> whole(file, sent, number)));
        return String.valueOf(answer.get("content")).getBytes(StandardCharsets.ISO_8859_1);
    }

    private WiredClient.Attempt whole(CheckpointFile file, WiredServer.Answer answer, int number) {
        if (answer.status() != 200) {
            return client.read(Operation.DOWNLOAD_CHECKPOINT, answer, number);
        }
        String content = String.valueOf(answer.body());
        if (content.length() != file.sizeBytes().orElseThrow()) {
            return WiredClient.failed(
                    new MalformedResponseException(client.details(Operation.DOWNLOAD_CHECKPOINT, "another size")),
                    WiredClient.Effect.NONE,
                    false);
        }
        return new WiredClient.Attempt(
                Optional.of(Map.of("content", content)), Optional.empty(), WiredClient.Effect.NONE, false);
    }
}
