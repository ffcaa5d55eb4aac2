package io.modelkeep.testkit.memory;

import io.modelkeep.CheckpointId;
import io.modelkeep.RunId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of all checkpoints. Guarded by the server. */
final class MemoryFileTable {

    private record Place(RunId training, CheckpointId checkpoint) {}

    private final Map<Place, MemoryFiles> files = new HashMap<>();

    /** Gives a saved checkpoint no files, and forgets those of one that it replaces. */
    void open(RunId training, CheckpointId checkpoint) {
        files.put(new Place(training, checkpoint), new MemoryFiles());
    }

    void add(RunId training, CheckpointId checkpoint, String path, byte[] content) {
        Place place = new Place(training, checkpoint);
        MemoryFiles old =
                get(training, checkpoint).orElseThrow(() -> new IllegalArgumentException("there is no " + place));
        files.put(place, old.with(path, content));
    }

    Optional<MemoryFiles> get(RunId training, CheckpointId checkpoint) {
        return Optional.ofNullable(files.get(new Place(training, checkpoint)));
    }

    void remove(RunId training, CheckpointId checkpoint) {
        files.remove(new Place(training, checkpoint));
    }

    void remove(RunId training) {
        files.keySet().removeIf(place -> place.training().equals(training));
    }
}
