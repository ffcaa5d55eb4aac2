package io.modelkeep.retention.errors;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/**
 * The catalogue changed after the plan was made, so nothing was deleted. Check the items named by {@link #changes()},
 * then plan again.
 */
public final class DriftException extends RetentionException {

    @Serial
    private static final long serialVersionUID = 1;

    // Serializable, because Stream.toList makes the list.
    @SuppressWarnings("serial")
    private final List<String> changes;

    public DriftException(String subject, List<String> changes) {
        super(message(subject, changes), null);
        this.changes = safe(changes);
    }

    /** Returns descriptions of the first changes, one line each, at most 20. */
    public List<String> changes() {
        return changes;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("changes", changes);
    }
}
