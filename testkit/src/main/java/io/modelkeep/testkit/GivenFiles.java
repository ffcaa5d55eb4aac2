package io.modelkeep.testkit;

import io.modelkeep.CheckpointId;
import io.modelkeep.TrainingId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint and the files that were added to it.
 *
 * @param bytes the content of each file, by its path in the checkpoint
 */
record GivenFiles(TrainingId training, CheckpointId checkpoint, Map<String, byte[]> bytes) {

    /** Adds this many files of different sizes to a new checkpoint. */
    static GivenFiles of(StoreFixture fixture, int files) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (int i = 0; i < files; i++) {
            bytes.put("part-" + i + ".bin", content("part " + i + "\n", i % 7 + 1));
        }
        return of(fixture, bytes);
    }

    /** Adds files to a new checkpoint. */
    static GivenFiles of(StoreFixture fixture, Map<String, byte[]> bytes) {
        TrainingId training = fixture.givenTraining(1);
        CheckpointId checkpoint = fixture.checkpoints(training).get(0);
        fixture.givenFiles(training, checkpoint, bytes);
        return new GivenFiles(training, checkpoint, bytes);
    }

    /** Returns the bytes of a repeated text. */
    static byte[] content(String text, int times) {
        return text.repeat(times).getBytes(StandardCharsets.UTF_8);
    }

    List<String> paths() {
        return List.copyOf(bytes.keySet());
    }
}
