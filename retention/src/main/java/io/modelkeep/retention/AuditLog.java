package io.modelkeep.retention;

import io.modelkeep.StoreListener;
import io.modelkeep.retention.RetentionException.Reason;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The record of what plans deleted: a file that is only ever appended to, one JSON object a line. Thread-safe.
 *
 * <p>It is locked from opening to closing, so that no two runs share it. Which ids are about to be deleted is on the disk
 * before the request leaves. Give it to {@link io.modelkeep.StoreConfig.Builder#listener} too, and the requests of a run are
 * recorded with the ids that the service gave them. No credential gets here.
 */
public final class AuditLog implements StoreListener, AutoCloseable {

    private static final int MAX_WHO = 256;
    private static final int MAX_ROUTE = 512;

    private final AuditFile file;
    private final Path path;
    private final String who;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Only once a run has begun: a request of somebody else may come in between. */
    private volatile boolean recording;

    private AuditLog(AuditFile file, Path path, String who, Clock clock) {
        this.file = file;
        this.path = path;
        this.who = who;
        this.clock = clock;
    }

    /**
     * Opens and locks a record, or begins a new one. Once a run begins, only its owner may read the file, where the file
     * system has such rights; the rights of a file that is not a record stay as they are.
     *
     * @param file where; its folder must exist, and it must be no symbolic link
     * @param who who deletes, for those who read the record: a name, a job; made safe to print and cut
     * @param clock tells when
     * @throws RetentionException {@code LOCKED}: it is open elsewhere, in this process or another; {@code NOT_RECORDED}: it
     *     cannot be opened, is a symbolic link or no file
     */
    public static AuditLog open(Path file, String who, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        String safeWho = SafeText.of(who, MAX_WHO);
        try {
            return new AuditLog(AuditFile.open(file), file, safeWho, clock);
        } catch (AuditFile.LockedException locked) {
            throw locked(file, locked);
        } catch (IOException unusable) {
            throw new RetentionException(
                    Reason.NOT_RECORDED,
                    "the audit " + file + " cannot be opened: " + unusable
                            + "; give a file in a folder that you may write",
                    unusable);
        }
    }

    private static RetentionException locked(Path file, Throwable cause) {
        return new RetentionException(
                Reason.LOCKED, "the audit " + file + " is in use by another run; wait for its end", cause);
    }

    /** The file. */
    public Path file() {
        return path;
    }

    /**
     * Begins a run, behind what is there.
     *
     * @throws RetentionException {@code LOCKED}: a run is going on; {@code DAMAGED_AUDIT}; {@code NOT_RECORDED};
     *     {@code ALARM}: the record contains an alarm that is not acknowledged
     */
    AuditRun begin(RetentionPlan plan) {
        claim();
        boolean begun = false;
        try {
            AuditRun run = AuditRun.begin(this, plan);
            begun = true;
            recording = true;
            return run;
        } finally {
            running.set(begun);
        }
    }

    /**
     * Acknowledges the alarms of this record: records that the one who opened it has looked at the service, and when. Plans
     * can then be applied with this record again. Without an alarm, nothing is recorded.
     *
     * @return the alarms that were acknowledged
     * @throws RetentionException {@code LOCKED}: a run is going on; {@code DAMAGED_AUDIT}: the file was changed or is no
     *     record; {@code NOT_RECORDED}: it cannot be written
     */
    public List<AuditHistory.Alarm> acknowledge() {
        claim();
        try {
            return AuditRun.acknowledge(this);
        } finally {
            running.set(false);
        }
    }

    private void claim() {
        if (!running.compareAndSet(false, true)) {
            throw locked(path, new IllegalStateException("a run of this log is going on"));
        }
    }

    void ended() {
        recording = false;
        running.set(false);
    }

    AuditFile content() {
        return file;
    }

    String who() {
        return who;
    }

    Clock clock() {
        return clock;
    }

    /** Records a request, if a run is going on; a failure to do so ends that run before its next batch. */
    @Override
    public void attempted(Attempted event) {
        if (recording) {
            AuditLine.Request line = new AuditLine.Request(
                    clock.instant(),
                    event.operation().name(),
                    SafeText.of(event.route(), MAX_ROUTE),
                    event.attempt(),
                    event.status(),
                    event.requestId());
            try {
                file.appendSoon(AuditFormat.written(line));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Closes the file and gives the lock up; calling it again does nothing. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new RetentionException(
                    Reason.NOT_RECORDED, "the audit " + path + " cannot be closed: " + failed, failed);
        }
    }
}
