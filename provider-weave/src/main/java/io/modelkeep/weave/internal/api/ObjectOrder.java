package io.modelkeep.weave.internal.api;

import io.modelkeep.http.json.TimestampParser;
import io.modelkeep.weave.internal.api.WeaveJson.Filter;
import io.modelkeep.weave.internal.api.WeaveJson.SortBy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of the lists that the object query can give, and the order it is asked for in. The order is by something that never
 * changes, so that a place in it can be found again whatever was deleted in front of it. Immutable.
 *
 * @param name what tells the list from all others of the project
 * @param filter what it holds
 * @param byName whether it is ordered by the objects' ids, or else by the time of creation
 */
public record ObjectOrder(String name, Filter filter, boolean byName) {

    /** One row for each model, its latest version, ordered by id. */
    public static ObjectOrder models() {
        return new ObjectOrder("models", new Filter(List.of(ObjectRow.MODEL), null, true), true);
    }

    /** The latest version of an object, whatever it is. */
    static ObjectOrder latest(String object) {
        return new ObjectOrder("latest " + object, new Filter(null, List.of(object), true), false);
    }

    /** The versions of a model, oldest first; none where the object is no model. */
    public static ObjectOrder modelVersions(String model) {
        return new ObjectOrder("versions " + model, new Filter(List.of(ObjectRow.MODEL), List.of(model), null), false);
    }

    /** The versions of an object, whatever it is, oldest first. */
    public static ObjectOrder versions(String object) {
        return new ObjectOrder("objects " + object, new Filter(null, List.of(object), null), false);
    }

    List<SortBy> sortBy() {
        return List.of(new SortBy(byName ? "object_id" : "created_at", "asc"));
    }

    /** What tells the rows of this list apart. */
    String id(ObjectRow row) {
        return byName ? row.objectId() : row.digest();
    }

    /** What the rows are ordered by; empty where a row does not say it. */
    Optional<String> key(ObjectRow row) {
        return byName ? Optional.of(row.objectId()) : row.createdAt().map(Instant::toString);
    }

    /** Compares what two rows are ordered by. */
    int compare(String one, String other) {
        if (byName) {
            // The service orders by code points, which is not what String compares where a name is beyond the basic
            // plane.
            return compareCodePoints(one, other);
        }
        return instant(one).compareTo(instant(other));
    }

    private static Instant instant(String key) {
        return TimestampParser.instant(key).orElseThrow(() -> new IllegalArgumentException("no time: " + key));
    }

    private static int compareCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    /** Whether it lists versions, and not the latest version of each object. */
    boolean isOfVersions() {
        return !Boolean.TRUE.equals(filter.latestOnly());
    }

    /** Whether a row can be one of this list; another one shows that the service did not heed the filter. */
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
