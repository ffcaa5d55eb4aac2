package io.modelkeep.testkit.memory;

import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * A cursor-based pagination of rows. A token contains its list, so that it is valid for no other list. It also contains
 * the position of the last row, so that deletions between two pages lose no row.
 */
final class MemoryPages {

    private final IntSupplier maxSize;

    MemoryPages(IntSupplier maxSize) {
        this.maxSize = maxSize;
    }

    /**
     * Returns one page of the rows.
     *
     * @param list the list that a token is valid for: its parent, or its name filter
     */
    <T> Page<T> page(Operation operation, String list, Order order, SortedMap<Long, T> rows, PageRequest request) {
        String prefix = operation + "\n" + list + "\n" + order + "\n";
        NavigableMap<Long, T> left = new TreeMap<>(rows);
        left = order == Order.ASCENDING ? left : left.descendingMap();
        if (request.token().isPresent()) {
            left = left.tailMap(position(operation, prefix, request.token().get()), false);
        }
        int most = maxSize.getAsInt();
        int size = Math.min(request.size().orElse(most), most);
        List<Map.Entry<Long, T>> page = left.entrySet().stream().limit(size).toList();
        List<T> items = page.stream().map(Map.Entry::getValue).toList();
        if (page.size() == left.size()) {
            return Page.last(items);
        }
        return Page.of(items, token(prefix, page.get(page.size() - 1).getKey()));
    }

    private static String token(String prefix, long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((prefix + position).getBytes(StandardCharsets.UTF_8));
    }

    private static long position(Operation operation, String prefix, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(prefix)) {
                return Long.parseLong(text.substring(prefix.length()));
            }
        } catch (IllegalArgumentException notOurs) {
            // reported below, like a token of another list
        }
        throw new InvalidRequestException(
                MemoryCalls.details(operation, "", "the page token belongs to another list, name or order"));
    }
}
