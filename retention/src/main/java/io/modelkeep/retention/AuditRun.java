package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.StoreException;
import io.modelkeep.retention.RetentionException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One run in a record, from its beginning on. Thread-safe; what cannot be written throws {@code NOT_RECORDED}. */
final class AuditRun implements AutoCloseable {

    /** As many results as a line may hold. */
    private static final int LINE = 1000;

    private final AuditLog log;
    private final AuditHistory history;
    private final Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
    private long batches;

    private AuditRun(AuditLog log, AuditHistory history) {
        this.log = log;
        this.history = history;
    }

    static AuditRun begin(AuditLog log, RetentionPlan plan) {
        AuditWalk walk = AuditWalk.strict(plan, log.file());
        try {
            AuditReader.Tail tail = AuditReader.read(log.file(), log.content().content(), walk);
            AuditRun run = new AuditRun(log, walk.history());
            run.closeOff(tail);
            run.write(new AuditLine.Begin(
                    log.clock().instant(),
                    log.who(),
                    plan.digest(),
                    plan.provider(),
                    plan.origin(),
                    plan.account(),
                    plan.policy()));
            return run;
        } catch (IOException failed) {
            throw notRecorded(log, failed);
        }
    }

    /** Ends the lines that are there in part, and says so. */
    private void closeOff(AuditReader.Tail tail) throws IOException {
        if (!tail.terminated()) {
            log.content().append("\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (tail.torn() > 0) {
            write(new AuditLine.Torn(log.clock().instant(), tail.torn()));
        }
    }

    /** What earlier runs recorded of the plan. */
    AuditHistory history() {
        return history;
    }

    /** Records which items are about to be deleted, and returns the batch's number once that is on the disk. */
    synchronized long intended(PlanPart part, List<String> ids) {
        long batch = batches + 1;
        record(new AuditLine.Intent(log.clock().instant(), batch, part.kind(), part.parent(), ids));
        batches = batch;
        return batch;
    }

    /** Records what became of a batch. */
    synchronized void settled(long batch, List<ItemResult> results, @Nullable RuntimeException stoppedBy) {
        record(new AuditLine.Outcome(
                log.clock().instant(),
                batch,
                lines(results),
                Optional.ofNullable(stoppedBy).map(why -> why.getClass().getSimpleName())));
        count(results);
    }

    /** Records items that were gone before anything was sent for them. */
    synchronized void absent(PlanPart part, List<ItemResult> results) {
        for (int from = 0; from < results.size(); from += LINE) {
            List<ItemResult> some = results.subList(from, Math.min(results.size(), from + LINE));
            record(new AuditLine.Absent(log.clock().instant(), part.kind(), part.parent(), lines(some)));
            count(some);
        }
    }

    /** Records the end. */
    synchronized void ended(long drift) {
        record(new AuditLine.End(log.clock().instant(), new EnumMap<>(counts), drift));
    }

    /** Lets the log go; without {@link #ended} the record shows a run that did not live to tell. */
    @Override
    public void close() {
        log.ended();
    }

    private void record(AuditLine line) {
        try {
            write(line);
        } catch (IOException failed) {
            throw notRecorded(log, failed);
        }
    }

    private void write(AuditLine line) throws IOException {
        log.content().appendForced(AuditFormat.written(line));
    }

    private void count(List<ItemResult> results) {
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
    }

    private static List<AuditLine.Result> lines(List<ItemResult> results) {
        List<AuditLine.Result> lines = new ArrayList<>(results.size());
        for (ItemResult result : results) {
            lines.add(new AuditLine.Result(
                    result.id(),
                    result.outcome(),
                    result.cause().map(why -> why.getClass().getSimpleName()),
                    result.cause()
                            .filter(why -> why.attempts() > 0)
                            .map(why -> OptionalInt.of(why.attempts()))
                            .orElse(OptionalInt.empty()),
                    result.cause().flatMap(StoreException::requestId)));
        }
        return lines;
    }

    private static RetentionException notRecorded(AuditLog log, IOException failed) {
        return new RetentionException(
                Reason.NOT_RECORDED,
                "the audit " + log.file() + " cannot be written: " + failed
                        + "; nothing more is deleted; make room or give another file, and apply the plan again",
                failed);
    }
}
