package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.StoreException;
import io.modelkeep.retention.RetentionException.Reason;
import io.modelkeep.spi.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One run in a record, from its beginning on. Thread-safe; what cannot be written throws {@code NOT_RECORDED}. */
final class AuditRun implements AutoCloseable {

    /** As many results as a line may hold. */
    private static final int LINE = 1000;

    private static final int NAMED_ALARMS = 20;

    private static final byte[] END_OF_LINE = {'\n'};

    private static final int MAX_ALARM = 1024;

    private final AuditLog log;
    private final long number;
    private final AuditHistory history;
    private final Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
    private long batches;

    private AuditRun(AuditLog log, long number, AuditHistory history) {
        this.log = log;
        this.number = number;
        this.history = history;
    }

    /**
     * Begins a run after the runs in the file.
     *
     * @throws RetentionException {@code ALARM}: the record contains an alarm that is not acknowledged; {@code DAMAGED_AUDIT};
     *     {@code NOT_RECORDED}
     */
    static AuditRun begin(AuditLog log, RetentionPlan plan) {
        AuditWalk walk = AuditWalk.strict(plan.digest(), log.file());
        try {
            AuditReader.Tail tail = AuditReader.read(log.file(), log.content().content(), walk);
            AuditRun run = new AuditRun(log, walk.lastRun() + 1, walk.history());
            run.requireNoAlarm();
            // Only a file that has turned out to be a record is changed in any way.
            log.content().restrict();
            closeOff(log, tail);
            run.write(new AuditLine.Begin(
                    log.clock().instant(),
                    run.number,
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

    private void requireNoAlarm() {
        if (!history.alarms().isEmpty()) {
            throw new RetentionException(
                    Reason.ALARM,
                    "nothing was sent, because the audit " + log.file()
                            + " contains an alarm that is not acknowledged; look at the service now, then acknowledge it",
                    history.alarms().stream()
                            .limit(NAMED_ALARMS)
                            .map(AuditHistory.Alarm::toString)
                            .toList());
        }
    }

    /**
     * Acknowledges the alarms of a record, and returns them; writes nothing where there are none.
     *
     * @throws RetentionException {@code DAMAGED_AUDIT} or {@code NOT_RECORDED}
     */
    static List<AuditHistory.Alarm> acknowledge(AuditLog log) {
        AuditWalk walk = AuditWalk.strict("", log.file());
        try {
            AuditReader.Tail tail = AuditReader.read(log.file(), log.content().content(), walk);
            List<AuditHistory.Alarm> alarms = walk.history().alarms();
            if (!alarms.isEmpty()) {
                closeOff(log, tail);
                log.content()
                        .appendForced(AuditFormat.written(
                                new AuditLine.Acknowledged(log.clock().instant(), log.who(), alarms.size())));
            }
            return alarms;
        } catch (IOException failed) {
            throw notRecorded(log, failed);
        }
    }

    /** Ends a last line that is incomplete, and records that. */
    private static void closeOff(AuditLog log, AuditReader.Tail tail) throws IOException {
        if (tail == AuditReader.Tail.UNTERMINATED) {
            log.content().append(END_OF_LINE);
        } else if (tail == AuditReader.Tail.TORN) {
            // In one piece: a crash between two writes would leave two damaged lines.
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(END_OF_LINE);
            both.writeBytes(AuditFormat.written(new AuditLine.Torn(log.clock().instant(), 1)));
            log.content().appendForced(both.toByteArray());
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

    /** Records the outcomes of a batch. */
    synchronized void settled(long number, SentBatch batch) {
        record(new AuditLine.Outcome(
                log.clock().instant(),
                number,
                lines(batch.results()),
                Optional.ofNullable(batch.stoppedBy()).map(why -> why.getClass().getSimpleName()),
                batch.alarm().map(why -> SafeText.of(String.valueOf(why.getMessage()), MAX_ALARM))));
        count(batch.results());
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
        record(new AuditLine.End(log.clock().instant(), number, new EnumMap<>(counts), drift));
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
