package io.modelkeep.weave.internal.api;

import io.modelkeep.Page;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.Reply;
import io.modelkeep.weave.internal.api.WeaveJson.ObjectList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A validated answer of the object query. Its rows belong to the requested list and are in its order. Each occurs once,
 * and there are no more than requested.
 *
 * @param rows the rows
 * @param order the list and its order
 * @param offset the position of the first row in the list
 * @param atEnd whether there are fewer rows than requested, so that the list ends with them
 * @param end the condition for accepting that the list ends with them
 */
public record ObjectRows(List<ObjectRow> rows, ObjectOrder order, int offset, boolean atEnd, End end) {

    /**
     * The number of rows from which an answer may have been cut. The service documents no limit. If it has one, that is
     * probably a round number and not a smaller one.
     */
    private static final int PERHAPS_ALL_AT_ONCE = 100;

    /** The condition under which an answer with fewer rows than requested is the end of a list. */
    public enum End {
        /** The end is accepted unless the server may have cut the answer. */
        BELIEVED,
        /**
         * The end is accepted only if a further request finds no more rows. This is for lists that decide whether a
         * version is gone.
         */
        CHECKED
    }

    /** The position of the rows that follow a page token, relative to the rows of this answer. */
    enum Place {
        /** Possibly before all of these rows. */
        BEFORE,
        /** Among these rows, or no row follows. */
        WITHIN,
        /** After all of these rows. */
        BEHIND
    }

    /**
     * Validates an answer and returns its rows.
     *
     * @throws StoreException if the request failed, or its answer cannot be used
     */
    static ObjectRows of(Reply<ObjectList> reply, String project, ObjectOrder order, int offset, int limit, End end) {
        List<ObjectRow> rows = reply.orThrow().objs();
        if (rows.size() > limit) {
            throw reply.malformed("the page has more objects than requested");
        }
        Set<String> ids = new HashSet<>();
        String before = null;
        for (ObjectRow row : rows) {
            String key = checkedKey(reply, project, order, row);
            if (!ids.add(order.id(row))) {
                throw reply.malformed("an object is listed twice on one page");
            }
            if (before != null && order.compare(before, key) > 0) {
                throw reply.malformed("the objects are not in the requested order");
            }
            before = key;
        }
        return new ObjectRows(rows, order, offset, rows.size() < limit, end);
    }

    private static String checkedKey(Reply<?> reply, String project, ObjectOrder order, ObjectRow row)
            throws StoreException {
        if (!row.projectId().equalsIgnoreCase(project)) {
            throw reply.malformed("the service lists an object of another project, " + WeaveIds.shown(row.projectId()));
        }
        if (!WeaveIds.isModel(row.objectId())) {
            if (WeaveIds.isDots(row.objectId()) && order.holds(row)) {
                // The answer is valid, but a page cannot contain this model. Skipping it would hide that the list is
                // incomplete.
                throw new ConflictException(reply.details()
                        .problem("the project has a model " + WeaveIds.shown(row.objectId())
                                + " whose id cannot be listed; delete it with another client of the service, then list"
                                + " again"));
            }
            throw reply.malformed("the service lists an object with an invalid id, " + WeaveIds.shown(row.objectId()));
        }
        if (!WeaveIds.isDigest(row.digest())) {
            throw reply.malformed("the service lists a version of " + WeaveIds.shown(row.objectId())
                    + " with an invalid digest, " + WeaveIds.shown(row.digest()));
        }
        if (row.deletedAtText() != null) {
            throw reply.malformed("the service lists a deleted object");
        }
        if (!order.holds(row)) {
            throw reply.malformed("the service lists an object that was not requested");
        }
        return order.key(row)
                .orElseThrow(() -> reply.malformed("the service lists an object without its creation time"));
    }

    /**
     * Returns where the rows that follow a page token begin. These rows are a snapshot of the list, so no row is
     * skipped after a row with a smaller key.
     */
    Place place(WeavePageToken after) {
        if (offset > 0 && countBefore(after.key()) == 0) {
            return Place.BEFORE;
        }
        return endsAfter(after) || rows.stream().anyMatch(row -> follows(row, after)) ? Place.WITHIN : Place.BEHIND;
    }

    /**
     * Returns whether the list ends with these rows. The end is accepted only if they begin at the requested
     * position, with at most one smaller key. An answer that begins elsewhere may be out of date, and short for that
     * reason.
     */
    private boolean endsAfter(WeavePageToken after) {
        return atEnd && countBefore(after.key()) <= 1;
    }

    /** Returns the position of the last row with a smaller key, or else of the first row. */
    int lastBefore(String key) {
        return offset + Math.max(0, countBefore(key) - 1);
    }

    private int countBefore(String key) {
        int count = 0;
        while (count < rows.size() && order.compare(key(rows.get(count)), key) < 0) {
            count++;
        }
        return count;
    }

    private boolean follows(ObjectRow row, WeavePageToken after) {
        int compared = order.compare(key(row), after.key());
        return compared > 0 || (compared == 0 && !after.seen().contains(order.id(row)));
    }

    private String key(ObjectRow row) {
        return order.key(row).orElseThrow();
    }

    /** Returns a page of at most {@code size} of these rows, from the first one. */
    Page<ObjectRow> page(int size, String list) {
        return page(rows, List.of(), atEnd && !mayBeCut(), size, list);
    }

    /** Returns a page of at most {@code size} of the rows that follow the token. */
    Page<ObjectRow> page(WeavePageToken after, int size) {
        List<ObjectRow> following =
                rows.stream().filter(row -> follows(row, after)).toList();
        boolean sameKey = !following.isEmpty()
                && order.compare(key(following.get(Math.min(size, following.size()) - 1)), after.key()) == 0;
        boolean end = endsAfter(after) && !mayBeCut();
        return page(following, sameKey ? after.seen() : List.of(), end, size, after.list());
    }

    /** Returns whether the server may have withheld further rows. Only a further request then shows the end. */
    private boolean mayBeCut() {
        return end == End.CHECKED || rows.size() >= PERHAPS_ALL_AT_ONCE || misses();
    }

    /**
     * Returns whether these are versions without the latest one. Every object has a latest version, usually the
     * newest, so more rows may follow.
     */
    private boolean misses() {
        return order.isOfVersions()
                && !rows.isEmpty()
                && rows.stream()
                        .allMatch(row -> row.latest().filter(latest -> !latest).isPresent());
    }

    private Page<ObjectRow> page(List<ObjectRow> from, List<String> seenBefore, boolean end, int size, String list) {
        List<ObjectRow> items = from.subList(0, Math.min(size, from.size()));
        if (items.isEmpty() || (items.size() == from.size() && end)) {
            return Page.last(items);
        }
        String last = key(items.get(items.size() - 1));
        List<String> seen = new ArrayList<>(seenBefore);
        items.stream().filter(row -> order.compare(key(row), last) == 0).forEach(row -> seen.add(order.id(row)));
        return Page.of(items, new WeavePageToken(list, lastBefore(last), last, seen).text());
    }
}
