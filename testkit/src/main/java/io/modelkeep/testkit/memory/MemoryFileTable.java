package io.modelkeep.testkit.memory;

import io.modelkeep.CheckpointId;
import io.modelkeep.RunId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of all checkpoints. Guarded by the server. */
final class MemoryFileTable {

    private record Place(RunId run, CheckpointId checkpoint) {}

    private final Map<Place, MemoryFiles> files = new HashMap<>();

    /** Gives a saved checkpoint no files, and forgets those of one that it replaces. */
    void open(RunId run, CheckpointId checkpoint) {
        files.put(new Place(run, checkpoint), new MemoryFiles());
    }

    void add(RunId run, CheckpointId checkpoint, String path, byte[] content) {
        Place place = new Place(run, checkpoint);
        MemoryFiles old = get(run, checkpoint).orElseThrow(() -> new IllegalArgumentException("there is no " + place));
        files.put(place, old.with(path, content));
    }

    Optional<MemoryFiles> get(RunId run, CheckpointId checkpoint) {
        return Optional.ofNullable(files.get(new Place(run, checkpoint)));
    }

    void remove(RunId run, CheckpointId checkpoint) {
        files.remove(new Place(run, checkpoint));
    }

    void remove(RunId run) {
        files.keySet().removeIf(place -> place.run().equals(run));
    }
}
