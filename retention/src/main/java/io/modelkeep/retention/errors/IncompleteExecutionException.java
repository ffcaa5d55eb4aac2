package io.modelkeep.retention.errors;

import io.modelkeep.DeleteOutcome;
import java.io.Serial;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan was applied, and not every item that it deletes is known to be gone. Apply the plan again with the same audit
 * log to continue. The cause is the first failure, and the report has the outcome of each item.
 */
public final class IncompleteExecutionException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    private final EnumMap<DeleteOutcome, Long> summary;

    public IncompleteExecutionException(Map<DeleteOutcome, Long> summary, @Nullable RuntimeException cause) {
        super("not all items are known to be gone: " + summary + "; apply the plan again to continue", cause);
        this.summary = new EnumMap<>(DeleteOutcome.class);
        this.summary.putAll(summary);
    }

    /** Returns the number of items with each outcome, without the outcomes that did not occur. */
    public Map<DeleteOutcome, Long> summary() {
        return Collections.unmodifiableMap(summary);
    }

    @Override
    void addTo(Map<String, Object> map) {
        Map<String, Object> counts = new LinkedHashMap<>();
        summary.forEach((outcome, count) -> counts.put(outcome.name(), count));
        map.put("summary", counts);
    }
}
