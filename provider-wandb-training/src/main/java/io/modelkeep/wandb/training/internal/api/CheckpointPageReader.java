package io.modelkeep.wandb.training.internal.api;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.ListChangedException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.http.call.CallContext;
import io.modelkeep.http.call.Reply;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointList;
import io.modelkeep.wandb.training.internal.api.WandbTrainingJson.CheckpointRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader for single pages of a model's checkpoints. A page is accepted only if it leads to the next page or ends the
 * list. Thread-safe.
 */
public final class CheckpointPageReader {

    static final int MAX_SIZE = 100;

    private final WandbTrainingService service;

    public CheckpointPageReader(WandbTrainingService service) {
        this.service = service;
    }

    /**
     * Reads one page. Without an order, the service chooses its default, which is ascending.
     *
     * @throws ListChangedException the list changed, and its rest cannot be reached from the page token
     */
    public Page<Checkpoint> read(String model, Optional<Order> order, PageRequest page, CallContext context) {
        Order effective = order.orElse(Order.ASCENDING);
        Optional<WandbTrainingPageToken> token = WandbTrainingPageToken.of(page, model, effective);
        int limit = Math.min(page.size().orElse(MAX_SIZE), MAX_SIZE);
        Reply<CheckpointList> reply =
                request(model, token.map(WandbTrainingPageToken::after).orElse(null), limit, order, context);
        CheckpointList list = token.isPresent() ? continued(reply, context) : service.bodyOrThrow(reply, context);
        check(list, reply, token);
        List<Checkpoint> items =
                list.data().stream().map(CheckpointPageReader::checkpoint).toList();
        if (list.hasMore()) {
            String last = list.data().get(list.data().size() - 1).id();
            String first = token.map(WandbTrainingPageToken::first)
                    .orElse(list.data().get(0).id());
            return Page.of(items, new WandbTrainingPageToken(model, effective, first, last).text());
        }
        if (items.isEmpty() && token.isPresent()) {
            checkEnd(model, token.get(), reply, context);
        }
        return Page.last(items);
    }

    private Reply<CheckpointList> request(
            String model, @Nullable String after, int limit, Optional<Order> order, CallContext context) {
        String word = order.map(CheckpointPageReader::word).orElse(null);
        return service.send(service.api().listCheckpoints(model, after, limit, word), context);
    }

    /**
     * Returns the body of a page after the first. An answer that rejects the request may be about the cursor, whose
     * checkpoint was deleted. Such an answer does not show whether the model exists. Only a request without a cursor
     * can show that.
     */
    private CheckpointList continued(Reply<CheckpointList> reply, CallContext context) {
        if (reply.ok()) {
            return reply.body();
        }
        StoreException failure = service.failure(reply, context);
        if (failure instanceof NotFoundException || failure instanceof InvalidRequestException) {
            throw changed(reply, failure);
        }
        throw failure;
    }

    private static ListChangedException changed(Reply<?> reply, @Nullable StoreException cause) {
        return new ListChangedException(
                reply.details()
                        .problem("the list changed while it was read, and its rest cannot be reached; list again"),
                cause);
    }

    private static String word(Order order) {
        return order == Order.ASCENDING ? "asc" : "desc";
    }

    private static void check(
            CheckpointList list, Reply<CheckpointList> reply, Optional<WandbTrainingPageToken> token) {
        Set<String> ids = new HashSet<>(2 * MAX_SIZE);
        for (CheckpointRow row : list.data()) {
            if (!WandbTrainingPageToken.isCursor(row.id())) {
                throw reply.malformed("step " + row.step() + ", field id: not a checkpoint's id");
            }
            ids.add(row.id());
        }
        if (ids.size() < list.data().size() || hasStepTwice(list.data())) {
            throw reply.malformed("a checkpoint is listed twice on one page");
        }
        if (token.isPresent()
                && (ids.contains(token.get().after())
                        || ids.contains(token.get().first()))) {
            throw changed(reply, null);
        }
        if (list.hasMore() && list.data().isEmpty()) {
            throw reply.malformed("the page is empty although has_more is true");
        }
        if (differs(list.firstId(), list.data(), 0)
                || differs(list.lastId(), list.data(), list.data().size() - 1)) {
            throw reply.malformed("first_id or last_id is not the id of the checkpoint at that end");
        }
    }

    private static boolean hasStepTwice(List<CheckpointRow> rows) {
        if (isInOrder(rows)) {
            return false;
        }
        Set<Long> steps = new HashSet<>();
        return !rows.stream().allMatch(row -> steps.add(row.step()));
    }

    /** Returns whether the steps are strictly ordered, as on nearly every page. No step can occur twice then. */
    private static boolean isInOrder(List<CheckpointRow> rows) {
        boolean ascending = true;
        boolean descending = true;
        for (int i = 1; i < rows.size(); i++) {
            ascending &= rows.get(i - 1).step() < rows.get(i).step();
            descending &= rows.get(i - 1).step() > rows.get(i).step();
        }
        return ascending || descending;
    }

    /**
     * Returns whether a reported id differs from that of the row at an index. The service may omit the reported ids,
     * and they are empty on an empty page.
     */
    private static boolean differs(@Nullable String said, List<CheckpointRow> rows, int at) {
        return said != null
                && !said.isEmpty()
                && (rows.isEmpty() || !rows.get(at).id().equals(said));
    }

    /**
     * Checks that an empty page after another one is the end of the list. Otherwise the checkpoint at which the page
     * starts was deleted, and the service lost its position. The last checkpoint, read from the other end, decides.
     */
    private void checkEnd(
            String model, WandbTrainingPageToken token, Reply<CheckpointList> reply, CallContext context) {
        Order reverse = token.order() == Order.ASCENDING ? Order.DESCENDING : Order.ASCENDING;
        CallContext again = context.after(0);
        CheckpointList end = service.bodyOrThrow(request(model, null, 1, Optional.of(reverse), again), again);
        boolean atEnd = end.data().stream().allMatch(row -> row.id().equals(token.after()));
        if (end.data().isEmpty() || !atEnd) {
            throw changed(reply, null);
        }
    }

    private static Checkpoint checkpoint(CheckpointRow row) {
        return Checkpoint.builder(new CheckpointId(Long.toString(row.step())))
                .revision(row.id())
                .step(row.step())
                .metrics(row.metrics())
                .build();
    }
}
