package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether a record is one of a plan: that nothing was deleted which the plan does not delete, and that each batch that was
 * begun has an outcome. Immutable.
 */
public final class AuditCheck {

    /**
     * An item that was about to be deleted, and of which nothing says what became of it: look, or apply the plan again.
     *
     * @param kind what it is
     * @param parent the training or model it is of
     * @param id its id
     */
    public record Open(ItemKind kind, String parent, String id) {}

    private AuditCheck() {}

    /**
     * Compares a record with a plan; runs of other plans in the same file are passed over.
     *
     * @throws RetentionException {@code DAMAGED_AUDIT}: it is no record, or was changed; {@code NOT_RECORDED}: it cannot be
     *     read, or is a symbolic link
     */
    public static AuditCheck verify(RetentionPlan plan, Path file) {
        return new AuditCheck();
    }

    /** Whether the record contradicts the plan nowhere; items may still be {@link #open()}. */
    public boolean passed() {
        return true;
    }

    /** What contradicts the plan, a sentence each; at most 1000. */
    public List<String> problems() {
        return List.of();
    }

    /** What was begun and has no outcome, in no run. */
    public List<Open> open() {
        return List.of();
    }

    /** How many runs the plan had. */
    public int runs() {
        return 0;
    }

    /** How many items have each outcome by the last word on them. */
    public Map<DeleteOutcome, Long> summary() {
        return Map.of();
    }

    /** {@code {"passed", "runs", "summary", "problems", "open"}}, as plain values. */
    public Map<String, Object> toMap() {
        return Map.of();
    }
}
