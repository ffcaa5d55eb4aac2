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

/** Applies one part of a plan: it is listed first and then deleted, by one thread at a time. */
final class TargetExecution {

    private final TargetPlan part;
    private final Map<String, AuditHistory.Word> recorded;
    private final StopSignal stop;

    /** What the plan deletes. */
    private final List<Item> deletions;

    /** In the same places what became of it; null where nothing did yet. */
    private final @Nullable ItemResult[] results;

    /** Where those stand that were there when it was listed again, and those that were not. */
    private final List<Integer> present = new ArrayList<>();

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

    /** Whether the record says of everything that it is gone. */
    boolean done() {
        return Stream.of(results).allMatch(result -> result != null);
    }

    List<Drift> drift() {
        return listing == null ? List.of() : listing.drift();
    }

    /** Lists it again and compares; a list that changed while it was read is read from its beginning. */
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

    /** Whether a second list must confirm that an item is gone. */
    boolean needsSecondList() {
        return abortCause == null && listing != null && listing.needsConfirmation();
    }

    /** Settles, once all lists were read, what is to be sent. An absence that is not confirmed stays open. */
    void listed() {
        for (int i = 0; listing != null && i < results.length; i++) {
            if (results[i] == null && listing.isPresent(deletions.get(i))) {
                present.add(i);
            } else if (results[i] == null && listing.isGone(deletions.get(i))) {
                absent.add(i);
            }
        }
    }

    /** Nothing more is done here; what is wrong with the account or the key stops all parts. */
    void stopBy(StoreException why) {
        abortCause = why;
        if (why instanceof AuthenticationException || why instanceof CancelledException) {
            stop.stop(why);
        }
    }

    /** How many items are to be sent, or were. */
    int toSend() {
        return present.size();
    }

    /** How many of them were not sent. */
    int unsent() {
        return present.size() - sent;
    }

    /** Whether there is nothing to send any more, or nothing that may be sent. */
    boolean over() {
        return abortCause != null || stop.stopped() || unsent() == 0;
    }

    /** Settles what was gone without us, and what went by a request of an earlier run whose answer nobody saw. */
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

    /** Deletes the next batch; nothing is sent that is not on the record before. */
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
