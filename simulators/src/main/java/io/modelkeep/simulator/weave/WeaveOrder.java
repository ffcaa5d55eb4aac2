package io.modelkeep.simulator.weave;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sort orders of an objects query. */
final class WeaveOrder {
    /** The default order: oldest first, without ties. */
    static final Comparator<WeaveVersion> DEFAULT = Comparator.comparing(WeaveVersion::createdAt);

    private WeaveOrder() {}

    /** Returns the order that a query asks for. */
    static Comparator<WeaveVersion> of(List<WeaveFields> sorts) {
        Comparator<WeaveVersion> order = null;
        for (WeaveFields sort : sorts) {
            sort.only("field", "direction");
            String field = sort.text("field");
            String direction = sort.either("direction", "asc", "desc");
            Comparator<WeaveVersion> next = by(field, direction);
            if (next != null) {
                order = order == null ? next : order.thenComparing(next);
            }
        }
        return order == null ? DEFAULT : order.thenComparing(DEFAULT);
    }

    /** Returns the order by one field, or null if the service does not sort by that field. */
    private static @Nullable Comparator<WeaveVersion> by(String field, String direction) {
        Comparator<WeaveVersion> ascending = switch (field) {
            case "created_at" -> DEFAULT;
            case "object_id" -> Comparator.comparing(WeaveVersion::objectId);
            default -> null;
        };
        return ascending != null && direction.equals("desc") ? ascending.reversed() : ascending;
    }
}
