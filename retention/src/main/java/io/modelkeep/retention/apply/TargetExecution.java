package io.modelkeep.retention.apply;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.errors.AuthenticationException;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.audit.AuditRun;
import io.modelkeep.retention.audit.BatchDeletion;
import io.modelkeep.retention.audit.BatchResult;
import io.modelkeep.retention.audit.Drift;
import io.modelkeep.retention.audit.ItemResult;
import io.modelkeep.retention.audit.TargetReport;
import io.modelkeep.retention.internal.file.StopSignal;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.plan.CompleteListReader;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application of one part of a plan: lists the part, then deletes from it. Used by one thread at a time. */
final class TargetExecution {

    private final TargetPlan part;
    private final Map<String, AuditHistory.Word> recorded;
    private final StopSignal stop;

    /** The items that the plan deletes. */
    private final List<Item> deletions;

    /** The result of each item at the same index. A result is null until it is known. */
    private final @Nullable ItemResult[] results;

    /** The indexes of the items to delete that still exist. */
    private final List<Integer> present = new ArrayList<>();

    /** The indexes of the items to delete that are gone. */
    private final List<Integer> absent = new ArrayList<>();

    private @Nullable TargetListing listing;
    private int sent;
    private @Nullable StoreException abortCause;

    TargetExecution(TargetPlan part, AuditHistory history, StopSignal stop) {
        this.part = part;
        this.recorded = history.words(part);
        this.stop = stop;
        this.deletions = part.decisions().stream()
                .filter(decision -> !decision.kept())
                .map(Decision::item)
                .toList();
        this.results = new ItemResult[deletions.size()];
        for (int i = 0; i < results.length; i++) {
            String id = deletions.get(i).id();
            AuditHistory.Word word = recorded.get(id);
            if (word != null && word.isAbsent()) {
                results[i] = ItemResult.earlier(id, word.entry().outcome().orElse(DeleteOutcome.PRESUMED_DELETED));
            }
        }
    }

    TargetPlan part() {
        return part;
    }

    /** Reports whether every item has a result. Before the listing, only earlier runs give results. */
    boolean done() {
        return Stream.of(results).allMatch(result -> result != null);
    }

    List<Drift> drift() {
        return listing == null ? List.of() : listing.drift();
    }

    /** Lists the part again and compares it with the plan. A list that changes during reading is read again. */
    void list(RetentionTarget catalogue, MetricNames metrics) {
        TargetListing read = CompleteListReader.read(() -> {
            try (Stream<Item> items = catalogue.items(metrics, name -> {})) {
                return new TargetListing(part, recorded).read(items, catalogue::fields);
            }
        });
        if (listing == null) {
            listing = read;
        } else {
            listing.confirmBy(read);
        }
    }

    /** Reports whether a second list must confirm that an item is gone. */
    boolean needsSecondList() {
        return abortCause == null && listing != null && listing.needsConfirmation();
    }

    /**
     * Decides, after all lists were read, which items to send. An item whose absence is not confirmed is neither sent
     * nor recorded as gone.
     */
    void listed() {
        for (int i = 0; listing != null && i < results.length; i++) {
            if (results[i] == null && listing.isPresent(deletions.get(i))) {
                present.add(i);
            } else if (results[i] == null && listing.isGone(deletions.get(i))) {
                absent.add(i);
            }
        }
    }

    /** Stops this part. A failed authentication or a cancellation concerns all parts and stops them, too. */
    void stopBy(StoreException why) {
        abortCause = why;
        if (why instanceof AuthenticationException || why instanceof CancelledException) {
            stop.stop(why);
        }
    }

    /** Returns how many items are to be sent, or were sent. */
    int toSend() {
        return present.size();
    }

    /** Returns how many of the items to send were not sent. */
    int unsent() {
        return present.size() - sent;
    }

    /** Reports whether nothing is left to send, or nothing more may be sent. */
    boolean over() {
        return abortCause != null || stop.stopped() || unsent() == 0;
    }

    /**
     * Settles the items that were gone before this run sent a request for them. An item is {@code PRESUMED_DELETED} if
     * an earlier run may have sent its deletion, otherwise {@code ALREADY_ABSENT}.
     */
    void settleAbsent(AuditRun audit) {
        List<ItemResult> gone = new ArrayList<>(absent.size());
        for (int place : absent) {
            String id = deletions.get(place).id();
            AuditHistory.Word word = recorded.get(id);
            boolean ours = word != null && word.sent();
            gone.add(ItemResult.of(id, ours ? DeleteOutcome.PRESUMED_DELETED : DeleteOutcome.ALREADY_ABSENT, null));
        }
        for (int i = 0; i < gone.size(); i++) {
            results[absent.get(i)] = gone.get(i);
        }
        audit.absent(part, gone);
    }

    /** Deletes the next batch. The audit log records the batch before it is sent. */
    void deleteBatch(BatchDeletion deletion, AuditRun audit, int size, IsolatedProgress progress) {
        List<Integer> places = present.subList(sent, Math.min(present.size(), sent + size));
        List<Item> items = places.stream().map(deletions::get).toList();
        List<String> ids = items.stream().map(Item::id).toList();
        long number = audit.intended(part, ids);
        BatchResult batch = BatchResult.send(deletion, items);
        sent += ids.size();
        for (int i = 0; i < ids.size(); i++) {
            results[places.get(i)] = batch.results().get(i);
        }
        if (batch.abortCause() instanceof StoreException store) {
            stopBy(store);
        }
        if (batch.abortCause() != null && batch.endsAll()) {
            stop.stop(batch.abortCause());
        }
        try {
            audit.settled(number, batch);
        } finally {
            progress.settled(part, TargetReport.summary(batch.results()));
        }
    }

    TargetReport report() {
        StoreException cause = abortCause;
        if (cause == null && stop.cause().orElse(null) instanceof StoreException all) {
            cause = all;
        }
        List<ItemResult> all = new ArrayList<>(results.length);
        for (int i = 0; i < results.length; i++) {
            ItemResult result = results[i];
            all.add(result != null ? result : ItemResult.of(deletions.get(i).id(), DeleteOutcome.NOT_ATTEMPTED, cause));
        }
        return new TargetReport(
                part,
                all,
                listing == null ? 0 : listing.newItems(),
                absent.size(),
                drift(),
                listing == null ? List.of() : listing.notes(),
                abortCause);
    }
}
