package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a record says of one plan: its runs, and the last word on each item. Immutable. */
public final class AuditHistory {

    /**
     * One run.
     *
     * @param who who deleted
     * @param begun when it began
     * @param ended when it ended; empty where it did not live to tell
     */
    public record Run(String who, Instant begun, Optional<Instant> ended) {}

    /**
     * The last word on one item.
     *
     * @param outcome what became of it; empty where it was to be deleted, and nothing says whether it was
     * @param cause the type of the failure, where there is one
     */
    public record Entry(Optional<DeleteOutcome> outcome, Optional<String> cause) {}

    private AuditHistory() {}

    /**
     * Reads what a record says of a plan. Can be read while a run goes on.
     *
     * @throws RetentionException {@code DAMAGED_AUDIT}: it is no record, or was changed; {@code NOT_RECORDED}: it cannot be
     *     read, or is a symbolic link
     */
    public static AuditHistory read(RetentionPlan plan, Path file) {
        return new AuditHistory();
    }

    /** The runs of the plan, oldest first. */
    public List<Run> runs() {
        return List.of();
    }

    /** The last word on an item; empty where no run came to it. */
    public Optional<Entry> of(ItemKind kind, String parent, String id) {
        return Optional.empty();
    }
}
