package io.modelkeep.testkit.memory;

import io.modelkeep.CheckpointFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one checkpoint, in the order in which they were saved. Immutable. */
public final class MemoryFiles {

    private final Map<String, byte[]> contents;

    MemoryFiles() {
        this(Map.of());
    }

    private MemoryFiles(Map<String, byte[]> contents) {
        this.contents = contents;
    }

    /** Returns a copy with one more file, which replaces an existing file of the same path. */
    MemoryFiles with(String path, byte[] content) {
        Map<String, byte[]> more = new LinkedHashMap<>(contents);
        more.put(path, content.clone());
        return new MemoryFiles(Collections.unmodifiableMap(more));
    }

    public Map<String, byte[]> contents() {
        return contents;
    }

    /** Returns the list entries of the files, by their position. */
    SortedMap<Long, CheckpointFile> rows() {
        SortedMap<Long, CheckpointFile> rows = new TreeMap<>();
        contents.forEach((path, content) -> rows.put(
                (long) rows.size(),
                CheckpointFile.builder(path).sizeBytes(content.length).build()));
        return rows;
    }
}
