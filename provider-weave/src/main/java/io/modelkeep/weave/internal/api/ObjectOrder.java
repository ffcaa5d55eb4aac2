package io.modelkeep.weave.internal.api;

import io.modelkeep.http.json.TimestampParser;
import io.modelkeep.weave.internal.api.WeaveJson.Filter;
import io.modelkeep.weave.internal.api.WeaveJson.SortBy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A list of the object query, with the order of its rows. Rows are ordered by a key that never changes, so that a
 * position can be found again even if rows before it were deleted. Immutable.
 *
 * @param name the name that distinguishes the list from all other lists of the project
 * @param filter the filter that selects the rows
 * @param byName whether the rows are ordered by object id, or else by creation time
 */
public record ObjectOrder(String name, Filter filter, boolean byName) {

    /** Returns the list of all models, ordered by id, with the latest version of each as its row. */
    public static ObjectOrder models() {
        return new ObjectOrder("models", new Filter(List.of(ObjectRow.MODEL), null, true), true);
    }

    /** Returns the list that contains only the latest version of an object of any kind. */
    static ObjectOrder latest(String object) {
        return new ObjectOrder("latest " + object, new Filter(null, List.of(object), true), false);
    }

    /** Returns the list of a model's versions, oldest first. The list is empty if the object is not a model. */
    public static ObjectOrder modelVersions(String model) {
        return new ObjectOrder("versions " + model, new Filter(List.of(ObjectRow.MODEL), List.of(model), null), false);
    }

    /** Returns the list of the versions of an object of any kind, oldest first. */
    public static ObjectOrder versions(String object) {
        return new ObjectOrder("objects " + object, new Filter(null, List.of(object), null), false);
    }

    List<SortBy> sortBy() {
        return List.of(new SortBy(byName ? "object_id" : "created_at", "asc"));
    }

    /** Returns the id of a row, which is unique within this list. */
    String id(ObjectRow row) {
        return byName ? row.objectId() : row.digest();
    }

    /** Returns the key that orders a row, or empty if the row does not contain it. */
    Optional<String> key(ObjectRow row) {
        return byName ? Optional.of(row.objectId()) : row.createdAt().map(Instant::toString);
    }

    /** Compares the keys of two rows. */
    int compare(String one, String other) {
        if (byName) {
            // The service orders by code points. String compares code units, which differs outside the basic plane.
            return compareCodePoints(one, other);
        }
        return instant(one).compareTo(instant(other));
    }

    private static Instant instant(String key) {
        return TimestampParser.instant(key).orElseThrow(() -> new IllegalArgumentException("not a timestamp: " + key));
    }

    private static int compareCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    /** Returns whether the list contains all versions, and not only the latest version of each object. */
    boolean isOfVersions() {
        return !Boolean.TRUE.equals(filter.latestOnly());
    }

    /** Returns whether a row can belong to this list. Any other row shows that the service ignored the filter. */
    boolean holds(ObjectRow row) {
        if (!isOfVersions() && row.latest().filter(latest -> !latest).isPresent()) {
            return false;
        }
        boolean ofClass = filter.baseObjectClasses() == null || row.isModel();
        boolean ofObject = Optional.ofNullable(filter.objectIds())
                .map(ids -> ids.contains(row.objectId()))
                .orElse(true);
        return ofClass && ofObject;
    }
}
