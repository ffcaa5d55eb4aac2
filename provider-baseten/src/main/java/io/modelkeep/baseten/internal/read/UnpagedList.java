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

/** The rules for lists that the service returns as a single page of any length. */
public final class UnpagedList {

    private UnpagedList() {}

    /** Rejects a page token, because a list of one page never returns one. */
    public static void requireFirst(Operation operation, PageRequest page) {
        if (page.token().isPresent()) {
            throw BasetenIds.refused(
                    operation, "this list has a single page, so the page token belongs to another; leave it out");
        }
    }

    /** Converts the rows of a list to items, and checks that each item occurs once. */
    static <R, T> List<T> of(List<R> rows, Function<R, T> item, Function<T, ? extends Id> id, Reply<?> reply) {
        Set<Id> seen = new HashSet<>();
        List<T> items = new ArrayList<>(rows.size());
        for (R row : rows) {
            T next = item.apply(row);
            if (!seen.add(id.apply(next))) {
                throw reply.malformed(BasetenIds.shown(id.apply(next)) + " is listed twice");
            }
            items.add(next);
        }
        return items;
    }
}
