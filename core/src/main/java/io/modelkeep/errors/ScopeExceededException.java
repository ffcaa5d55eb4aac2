package io.modelkeep.errors;

import java.io.Serial;
import java.util.Map;

/**
 * An answer counts or names something other than the request: more than was requested, a negative number, or another
 * resource. The rest of the deletion was stopped, because more may be deleted than was requested. Check the service
 * now.
 */
public final class ScopeExceededException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private final long asked;
    private final long deleted;

    public ScopeExceededException(ErrorDetails details, long asked, long deleted) {
        super(details, null);
        this.asked = asked;
        this.deleted = deleted;
    }

    /** Returns the number of deletions that the request asked for. */
    public long asked() {
        return asked;
    }

    /** Returns the number of deletions that the service reports. */
    public long deleted() {
        return deleted;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("asked", asked);
        map.put("deleted", deleted);
    }
}
