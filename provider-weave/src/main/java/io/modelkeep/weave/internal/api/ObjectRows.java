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
 * One answer of the object query, checked: rows of the list that was asked for, in its order, each once, no more than asked.
 *
 * @param offset where the first of them stands in the list
 * @param atEnd whether there are fewer than were asked for, so that the list ends with them
 * @param end what it takes to believe that
 */
public record ObjectRows(List<ObjectRow> rows, ObjectOrder order, int offset, boolean atEnd, End end) {

    /** No limit of the service is known; one that gave no more at once would give a round number, and hardly a smaller. */
    private static final int PERHAPS_ALL_AT_ONCE = 100;

    /** When an answer of fewer rows than were asked for is the end of a list. */
    public enum End {
        /** Unless something suggests that the server gives no more at once. */
        BELIEVED,
        /** Only where a further request finds nothing more: where it decides that a version is gone. */
        CHECKED
    }

    /** Where the rows that follow a page token begin. */
    enum Place {
        /** Perhaps before all of these. */
        BEFORE,
        /** In these, or nothing follows. */
        WITHIN,
        /** Behind all of these. */
        BEHIND
    }

    /** What was answered, or why it cannot be used, thrown. */
    static ObjectRows of(Reply<ObjectList> reply, String project, ObjectOrder order, int offset, int limit, End end) {
        List<ObjectRow> rows = reply.orThrow().objs();
        if (rows.size() > limit) {
            throw reply.malformed("more objects than were asked for");
        }
        Set<String> ids = new HashSet<>();
        String before = null;
        for (ObjectRow row : rows) {
            String key = checkedKey(reply, project, order, row);
            if (!ids.add(order.id(row))) {
                throw reply.malformed("an object stands twice on one page");
            }
            if (before != null && order.compare(before, key) > 0) {
                throw reply.malformed("the objects are not in the order that was asked for");
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
                // The service's own answer, which no page can show: without it, the list would look complete.
                throw new ConflictException(reply.details()
                        .problem("the project has a model " + WeaveIds.shown(row.objectId())
                                + ", which is no id that can be listed; delete it with a client of the service, then list"
                                + " again"));
            }
            throw reply.malformed("the service lists an object whose id is none, " + WeaveIds.shown(row.objectId()));
        }
        if (!WeaveIds.isDigest(row.digest())) {
            throw reply.malformed("the service lists a version of " + WeaveIds.shown(row.objectId())
                    + " whose digest is none, " + WeaveIds.shown(row.digest()));
        }
        if (row.deletedAtText() != null) {
            throw reply.malformed("an object is listed that is deleted");
        }
        if (!order.holds(row)) {
            throw reply.malformed("an object is none of those that were asked for");
        }
        return order.key(row).orElseThrow(() -> reply.malformed("an object does not say when it was created"));
    }

    /** These rows are one moment of the list: what follows a smaller key in them begins where that key's successors do. */
    Place place(WeavePageToken after) {
        if (offset > 0 && countBefore(after.key()) == 0) {
            return Place.BEFORE;
        }
        return endsAfter(after) || rows.stream().anyMatch(row -> follows(row, after)) ? Place.WITHIN : Place.BEHIND;
    }

    /** An end is believed where asked for: an answer that begins elsewhere may be an old one, and short for that. */
    private boolean endsAfter(WeavePageToken after) {
        return atEnd && countBefore(after.key()) <= 1;
    }

    /** The place of the last row of a smaller key, or of the first row. */
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

    /** At most so many of these, from the first on, as a page. */
    Page<ObjectRow> page(int size, String list) {
        return page(rows, List.of(), atEnd && !mayBeCut(), size, list);
    }

    /** At most so many of those that follow. */
    Page<ObjectRow> page(WeavePageToken after, int size) {
        List<ObjectRow> following =
                rows.stream().filter(row -> follows(row, after)).toList();
        boolean sameKey = !following.isEmpty()
                && order.compare(key(following.get(Math.min(size, following.size()) - 1)), after.key()) == 0;
        boolean end = endsAfter(after) && !mayBeCut();
        return page(following, sameKey ? after.seen() : List.of(), end, size, after.list());
    }

    /** Whether more could follow of which the server gave nothing: then only a further request shows the end. */
    private boolean mayBeCut() {
        return end == End.CHECKED || rows.size() >= PERHAPS_ALL_AT_ONCE || misses();
    }

    /** Every object has a latest version, mostly its newest: where no row is it, more may follow. */
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
