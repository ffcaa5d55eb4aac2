package io.modelkeep.retention.audit;

import io.modelkeep.retention.errors.AuditAccessException;
import io.modelkeep.retention.errors.AuditLockedException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The audit log of applied plans: an append-only file with one JSON object per line. Thread-safe.
 *
 * <p>The file is locked from opening to closing, so that two runs never share it. The ids of a batch are on the disk
 * before the deletion request is sent.
 *
 * <p>The requests of a run are recorded with the request ids that the service assigned. Credentials are never recorded.
 */
public final class AuditLog implements AutoCloseable {

    private static final int MAX_WHO = 256;

    private final AuditFile file;
    private final Path path;
    private final String who;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    private AuditLog(AuditFile file, Path path, String who, Clock clock) {
        this.file = file;
        this.path = path;
        this.who = who;
        this.clock = clock;
    }

    /**
     * Opens and locks an audit log, or creates a new one. When a run begins, the file is restricted to its owner, if
     * the file system supports permissions. The permissions of a file that is not an audit log are not changed.
     *
     * @param file the path of the audit log; its folder must exist, and it must not be a symbolic link
     * @param who the name to record for the runs, such as a user or a job; made safe to print and truncated to 256
     *     characters
     * @param clock the clock for the recorded times
     * @return the open audit log
     * @throws AuditLockedException if the file is already open, in this process or another
     * @throws AuditAccessException if it cannot be opened, is a symbolic link or is not a regular file
     */
    public static AuditLog open(Path file, String who, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        String safeWho = SafeText.of(who, MAX_WHO);
        try {
            return new AuditLog(AuditFile.open(file), file, safeWho, clock);
        } catch (AuditFile.LockedException locked) {
            throw locked(file, locked);
        } catch (IOException unusable) {
            throw new AuditAccessException(
                    "the audit " + file + " cannot be opened: " + unusable
                            + "; name a file in a folder that you can write to",
                    unusable);
        }
    }

    private static AuditLockedException locked(Path file, Throwable cause) {
        return new AuditLockedException("the audit " + file + " is in use by another run; wait until it ends", cause);
    }

    /** Returns the path of the audit log. */
    public Path file() {
        return path;
    }

    /**
     * Begins a run after the existing lines.
     *
     * @throws AuditLockedException if a run is in progress
     * @throws io.modelkeep.retention.errors.AlarmException if the audit log contains an alarm that is not acknowledged
     * @throws io.modelkeep.retention.errors.InvalidAuditException if the file was changed or is not an audit log
     * @throws AuditAccessException if it cannot be read or written
     */
    public AuditRun begin(RetentionPlan plan) {
        claim();
        boolean begun = false;
        try {
            AuditRun run = AuditRun.begin(this, plan);
            begun = true;
            return run;
        } finally {
            running.set(begun);
        }
    }

    /**
     * Acknowledges the alarms of this audit log. Records the time and that the user who opened the log has checked the
     * service. Plans can then be applied with this audit log again. Without an alarm, nothing is recorded.
     *
     * @return the alarms that were acknowledged
     * @throws AuditLockedException if a run is in progress
     * @throws io.modelkeep.retention.errors.InvalidAuditException if the file was changed or is not an audit log
     * @throws AuditAccessException if it cannot be read or written
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
            throw locked(path, new IllegalStateException("a run of this log is in progress"));
        }
    }

    void ended() {
        running.set(false);
    }

    AuditFile content() {
        return file;
    }

    String who() {
        return who;
    }

    /** Returns the clock of the recorded times. */
    public Clock clock() {
        return clock;
    }

    /** Closes the file and releases the lock. Further calls have no effect. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new AuditAccessException("the audit " + path + " cannot be closed: " + failed, failed);
        }
    }
}
