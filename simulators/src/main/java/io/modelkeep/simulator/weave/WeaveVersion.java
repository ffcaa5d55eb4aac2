package io.modelkeep.simulator.weave;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of an object, live or deleted. Not thread-safe. */
final class WeaveVersion {
    private final String objectId;
    private final WeaveContent content;
    private final int index;
    private final Instant createdAt;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private @Nullable Instant deletedAt;
    private boolean latest;

    WeaveVersion(String objectId, WeaveContent content, int index, Instant createdAt) {
        this.objectId = objectId;
        this.content = content;
        this.index = index;
        this.createdAt = createdAt;
    }

    String objectId() {
        return objectId;
    }

    WeaveContent content() {
        return content;
    }

    int index() {
        return index;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant deletedAt() {
        return deletedAt;
    }

    boolean isLatest() {
        return latest;
    }

    Set<String> tags() {
        return tags;
    }

    /** Returns the aliases of this version, without {@code latest}. */
    Set<String> aliases() {
        return aliases;
    }

    void setLatest(boolean latest) {
        this.latest = latest;
    }

    void delete(Instant time) {
        deletedAt = time;
        tags.clear();
        aliases.clear();
    }

    WeaveVersion copy() {
        WeaveVersion copy = new WeaveVersion(objectId, content, index, createdAt);
        copy.tags.addAll(tags);
        copy.aliases.addAll(aliases);
        copy.deletedAt = deletedAt;
        copy.latest = latest;
        return copy;
    }

    void revive() {
        deletedAt = null;
    }

    SimulatedVersion simulated() {
        return new SimulatedVersion(
                content.digest(), index, createdAt, latest, List.copyOf(tags), List.copyOf(aliases));
    }
}
