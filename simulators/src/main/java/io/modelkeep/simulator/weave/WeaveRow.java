package io.modelkeep.simulator.weave;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A live version of an object at one moment. */
record WeaveRow(
        String objectId,
        WeaveContent content,
        int versionIndex,
        Instant createdAt,
        boolean isLatest,
        List<String> tags,
        List<String> aliases) {

    static WeaveRow of(WeaveVersion version) {
        List<String> aliases = new ArrayList<>(version.aliases());
        if (version.isLatest()) {
            aliases.add(WeaveObject.LATEST);
        }
        return new WeaveRow(
                version.objectId(),
                version.content(),
                version.index(),
                version.createdAt(),
                version.isLatest(),
                List.copyOf(version.tags()),
                List.copyOf(aliases));
    }
}
