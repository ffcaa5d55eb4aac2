package io.modelkeep.testkit;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.NotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists of a {@link WiredServer}, page by page; a token names its list, and the last item given. Thread-safe. */
final class WiredPages {

    private static final int MAX_RESTARTS = 3;

    private final WiredClient client;

    WiredPages(WiredClient client) {
        this.client = client;
    }

    /** A page of ids, as a call of its own. */
    Page<String> ids(Operation operation, String parent, PageRequest page) {
        return page(operation, parent, Optional.empty(), page, WiredPages::id);
    }

    /** A page of files, as a call of its own. */
    Page<CheckpointFile> files(String parent, PageRequest page) {
        return page(Operation.LIST_FILES, parent, Optional.empty(), page, WiredPages::file);
    }

    /** All files, within another call. */
    List<CheckpointFile> allFiles(String parent) {
        return all(Operation.LIST_FILES, parent, WiredPages::file);
    }

    /** A page of checkpoints, as a call of its own. */
    Page<Checkpoint> checkpoints(String training, Optional<Order> order, PageRequest page) {
        return page(Operation.LIST_CHECKPOINTS, training, order, page, WiredPages::checkpoint);
    }

    /** The revision of each id that there is, within another call; the same for all where there are none. */
    Map<String, String> allRevisions(Operation operation, String parent) {
        Map<String, String> revisions = new LinkedHashMap<>();
        for (Checkpoint row : all(operation, parent, WiredPages::checkpoint)) {
            revisions.put(row.id().value(), row.revision().orElse(""));
        }
        return revisions;
    }

    private static @Nullable Checkpoint checkpoint(Map<?, ?> item) {
        if (!(item.get("id") instanceof String id)) {
            return null;
        }
        Checkpoint.Builder row = Checkpoint.builder(new CheckpointId(id));
        return item.get("revision") instanceof String revision
                ? row.revision(revision).build()
                : row.build();
    }

    private static @Nullable String id(Map<?, ?> item) {
        return item.get("id") instanceof String id ? id : null;
    }

    private static @Nullable CheckpointFile file(Map<?, ?> item) {
        return item.get("id") instanceof String path && item.get("size") instanceof Integer size
                ? CheckpointFile.builder(path).sizeBytes(size).build()
                : null;
    }

    /** A list that changes is read from its beginning again; nothing of it was given yet. */
    private <T> List<T> all(Operation operation, String parent, Function<Map<?, ?>, @Nullable T> item) {
        for (int restarts = 0; ; restarts++) {
            try {
                return allOnce(operation, parent, item);
            } catch (ListChangedException changed) {
                if (restarts == MAX_RESTARTS) {
                    throw changed;
                }
            }
        }
    }

    private <T> List<T> allOnce(Operation operation, String parent, Function<Map<?, ?>, @Nullable T> item) {
        List<T> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first());
        while (next.isPresent()) {
            Page<T> page;
            try {
                page = fetch(operation, parent, Optional.empty(), next.get(), item);
            } catch (ListChangedException lost) {
                if (client.has(WiredFlaw.ENDS_LOST_LISTS)) {
                    return all;
                }
                throw lost;
            }
            all.addAll(page.items());
            next = client.has(WiredFlaw.READS_ONE_PAGE)
                    ? Optional.empty()
                    : page.nextToken().map(PageRequest.first()::withToken);
        }
        return all;
    }

    private <T> Page<T> page(
            Operation operation,
            String parent,
            Optional<Order> order,
            PageRequest page,
            Function<Map<?, ?>, @Nullable T> item) {
        client.checkOpen();
        String prefix = prefix(operation, parent, order);
        if (page.token().filter(token -> !token.startsWith(prefix)).isPresent()) {
            throw new InvalidRequestException(client.details(operation, "a token of another list"));
        }
        return client.told(operation, () -> fetch(operation, parent, order, page, item));
    }

    private static String prefix(Operation operation, String parent, Optional<Order> order) {
        return operation + "|" + parent + "|" + order + "|";
    }

    /** A page of what an item stands for; an item that stands for nothing makes the page unusable. */
    private <T> Page<T> fetch(
            Operation operation,
            String parent,
            Optional<Order> order,
            PageRequest page,
            Function<Map<?, ?>, @Nullable T> item) {
        String prefix = prefix(operation, parent, order);
        Map<String, Object> request = new HashMap<>();
        request.put("id", parent.replaceFirst("/.*", ""));
        request.put("checkpoint", parent.replaceFirst(".*/", ""));
        request.put("limit", page.size().orElse(WiredServer.PAGE_SIZE));
        page.token().ifPresent(token -> request.put("after", token.substring(prefix.length())));
        order.ifPresent(chosen -> request.put("order", chosen.name()));
        Map<String, Object> answer = read(operation, request);
        if (!(answer.get("data") instanceof List<?> data) || !(answer.get("has_more") instanceof Boolean more)) {
            throw malformed(operation);
        }
        List<T> items = new ArrayList<>();
        String last = "";
        for (Object one : data) {
            T found = one instanceof Map<?, ?> map && isOf(request, map) ? item.apply(map) : null;
            if (found == null) {
                throw malformed(operation);
            }
            items.add(found);
            last = String.valueOf(((Map<?, ?>) one).get("id"));
            if (last.equals(request.get("after"))) {
                // Who asks page by page has no walk that would notice.
                throw changed(operation, null);
            }
        }
        if (items.isEmpty() && page.token().isPresent()) {
            throw changed(operation, null);
        }
        return more ? Page.of(items, prefix + last) : Page.last(items);
    }

    /** Returns whether an item names the requested parent. */
    private boolean isOf(Map<String, Object> request, Map<?, ?> item) {
        return client.has(WiredFlaw.ACCEPTS_ANY_PARENT) || Objects.equals(request.get("id"), item.get("parent"));
    }

    /** What is refused because of its token says nothing about the parent. */
    private Map<String, Object> read(Operation operation, Map<String, Object> request) {
        try {
            return client.read(operation, request);
        } catch (NotFoundException | InvalidRequestException lost) {
            if (request.containsKey("after")) {
                throw changed(operation, lost);
            }
            throw lost;
        }
    }

    private ListChangedException changed(Operation operation, @Nullable Throwable cause) {
        return new ListChangedException(client.details(operation, "the list changed while it was read"), cause);
    }

    private MalformedResponseException malformed(Operation operation) {
        return new MalformedResponseException(client.details(operation, "unusable"));
    }
}
