package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.StoreListener;
import io.modelkeep.StoreListener.Attempted;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.spi.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A run in an audit log, after its beginning was recorded. Thread-safe. Methods throw {@link AuditAccessException} if
 * a line cannot be written.
 */
public final class AuditRun implements AutoCloseable {

    /** The maximum number of results in a line. */
    private static final int LINE = 1000;

    private static final int NAMED_ALARMS = 20;

    private static final byte[] END_OF_LINE = {'\n'};

    private static final int MAX_ALARM = 1024;

    private static final int MAX_ROUTE = 512;

    private final AuditLog log;
    private final long number;
    private final AuditHistory history;
    private final Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
    private final List<ListenerRegistration> recordings = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private long batches;

    private AuditRun(AuditLog log, long number, AuditHistory history) {
        this.log = log;
        this.number = number;
        this.history = history;
    }

    /**
     * Begins a run after the runs in the file.
     *
     * @throws AlarmException if the audit log contains an alarm that is not acknowledged
     * @throws io.modelkeep.retention.errors.InvalidAuditException if the file is not an audit log or was changed
     * @throws AuditAccessException if the file cannot be used
     */
    static AuditRun begin(AuditLog log, RetentionPlan plan) {
        AuditReplay walk = AuditReplay.strict(plan.digest(), log.file());
        try {
            AuditReader.Tail tail = AuditReader.read(log.file(), log.content().content(), walk);
            AuditRun run = new AuditRun(log, walk.lastRun() + 1, walk.history());
            run.requireNoAlarm();
            // Only now is the file known to be an audit log. Other files must not be changed.
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
            throw new AlarmException(
                    "nothing was sent, because the audit " + log.file() + " contains an alarm that is not"
                            + " acknowledged; look at the service now, then acknowledge it",
                    history.alarms().stream()
                            .limit(NAMED_ALARMS)
                            .map(AuditHistory.Alarm::toString)
                            .toList());
        }
    }

    /**
     * Acknowledges the alarms of an audit log and returns them. Without alarms, nothing is written.
     *
     * @throws io.modelkeep.retention.errors.InvalidAuditException if the file is not an audit log or was changed
     * @throws AuditAccessException if the file cannot be used
     */
    static List<AuditHistory.Alarm> acknowledge(AuditLog log) {
        AuditReplay walk = AuditReplay.strict("", log.file());
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

    /** Terminates an incomplete last line, and records that it was incomplete. */
    private static void closeOff(AuditLog log, AuditReader.Tail tail) throws IOException {
        if (tail == AuditReader.Tail.UNTERMINATED) {
            log.content().append(END_OF_LINE);
        } else if (tail == AuditReader.Tail.TORN) {
            // In one write: a crash between two writes would leave two damaged lines.
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(END_OF_LINE);
            both.writeBytes(AuditFormat.written(new AuditLine.Torn(log.clock().instant(), 1)));
            log.content().appendForced(both.toByteArray());
        }
    }

    /** Records the requests of a client, of all its callers, until this run is closed. */
    public void recordRequests(ModelkeepClient client) {
        recordings.add(client.addListener(new StoreListener() {
            @Override
            public void attempted(Attempted event) {
                recordRequest(event);
            }
        }));
    }

    /** Records a request. A failure to write it ends the run before its next batch. */
    private void recordRequest(Attempted event) {
        // A call on another thread may notify the listener while it is being removed.
        if (closed) {
            return;
        }
        AuditLine.Request line = new AuditLine.Request(
                log.clock().instant(),
                event.operation().name(),
                SafeText.of(event.route(), MAX_ROUTE),
                event.attempt(),
                event.status(),
                event.requestId());
        try {
            log.content().appendQuietly(AuditFormat.written(line));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the history of the plan, as recorded by earlier runs. */
    public AuditHistory history() {
        return history;
    }

    /** Records the items that are about to be deleted. Returns the number of the batch when the line is on the disk. */
    public synchronized long intended(TargetPlan part, List<String> ids) {
        long batch = batches + 1;
        record(new AuditLine.Intent(log.clock().instant(), batch, part.kind(), part.parent(), ids));
        batches = batch;
        return batch;
    }

    /** Records the outcomes of a batch that was recorded by {@link #intended}. */
    public synchronized void settled(long number, BatchResult batch) {
        record(new AuditLine.Outcome(
                log.clock().instant(),
                number,
                lines(batch.results()),
                Optional.ofNullable(batch.abortCause())
                        .map(why -> why.getClass().getSimpleName()),
                batch.alarm().map(why -> SafeText.of(String.valueOf(why.getMessage()), MAX_ALARM))));
        count(batch.results());
    }

    /** Records items that were gone before anything was sent for them. */
    public synchronized void absent(TargetPlan part, List<ItemResult> results) {
        for (int from = 0; from < results.size(); from += LINE) {
            List<ItemResult> some = results.subList(from, Math.min(results.size(), from + LINE));
            record(new AuditLine.Absent(log.clock().instant(), part.kind(), part.parent(), lines(some)));
            count(some);
        }
    }

    /** Records the end of the run, with the number of items that changed after planning. */
    public synchronized void ended(long drift) {
        record(new AuditLine.End(log.clock().instant(), number, new EnumMap<>(counts), drift));
    }

    /** Stops recording, and releases the audit log. Without a call of {@link #ended}, the audit log shows a run that was cut off. */
    @Override
    public void close() {
        recordings.forEach(ListenerRegistration::close);
        closed = true;
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

    private static AuditAccessException notRecorded(AuditLog log, IOException failed) {
        return new AuditAccessException(
                "the audit " + log.file() + " cannot be written: " + failed
                        + "; no further items are deleted; free disk space or name another file,"
                        + " then apply the plan again",
                failed);
    }
}
