package io.modelkeep.simulator;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The orders of an objects query. */
final class WeaveOrder {
    /** Oldest first, in which no two versions share a place. */
    static final Comparator<WeaveVersion> DEFAULT = Comparator.comparing(WeaveVersion::createdAt);

    private WeaveOrder() {}

    /** The order by one field, null for a field by which the service does not sort. */
    static @Nullable Comparator<WeaveVersion> by(String field, String direction) {
        Comparator<WeaveVersion> ascending = switch (field) {
            case "created_at" -> DEFAULT;
            case "object_id" -> Comparator.comparing(WeaveVersion::objectId);
            default -> null;
        };
        return ascending != null && direction.equals("desc") ? ascending.reversed() : ascending;
    }
}
