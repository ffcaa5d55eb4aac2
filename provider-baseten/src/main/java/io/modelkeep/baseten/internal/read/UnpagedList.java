package io.modelkeep.baseten.internal.read;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.http.call.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What holds for the lists that the service gives as one page, however long. */
public final class UnpagedList {

    private UnpagedList() {}

    /** Refuses a page token: no page of such a list ever gave one. */
    public static void requireFirst(Operation operation, PageRequest page) {
        if (page.token().isPresent()) {
            throw BasetenIds.refused(
                    operation, "this list is one page, so the page token belongs to another; leave it out");
        }
    }

    /** The items of a list's rows, if each stands in it once. */
    static <R, T> List<T> of(List<R> rows, Function<R, T> item, Function<T, ? extends Id> id, Reply<?> reply) {
        Set<Id> seen = new HashSet<>();
        List<T> items = new ArrayList<>(rows.size());
        for (R row : rows) {
            T next = item.apply(row);
            if (!seen.add(id.apply(next))) {
                throw reply.malformed(BasetenIds.shown(id.apply(next)) + " stands in the list twice");
            }
            items.add(next);
        }
        return items;
    }
}
