package io.modelkeep.spi;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Field;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * A checkpoint store that forwards to another one. A subclass overrides the methods that it changes. Thread-safe if the
 * other store and the subclass are.
 *
 * <p>Streams, the search for the latest checkpoint, and the deletion without revisions are not forwarded. They call the
 * methods of this object, so an overridden list or deletion applies to them, too. A subclass that changes pages overrides
 * both lists of checkpoints, the one with an order and the one without.
 *
 * <p>A subclass that overrides {@link #capabilities()} must override {@link #capabilities(RunId)} as well.
 */
public abstract class ForwardingCheckpointStore implements CheckpointStore {

    private final CheckpointStore delegate;

    /** Creates a store that forwards to this one. */
    protected ForwardingCheckpointStore(CheckpointStore delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /** Returns the store to which the calls are forwarded. */
    protected final CheckpointStore delegate() {
        return delegate;
    }

    @Override
    public String provider() {
        return delegate.provider();
    }

    @Override
    public Set<Capability> capabilities() {
        return delegate.capabilities();
    }

    @Override
    public Set<Capability> capabilities(RunId run) {
        return delegate.capabilities(run);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return delegate.fields(run);
    }

    @Override
    public Page<TrainingRun> listRuns(PageRequest page) {
        return delegate.listRuns(page);
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return delegate.list(run, page);
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        return delegate.list(run, order, page);
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return delegate.prefetchExecutor();
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        return delegate.delete(run, checkpoints, expectedRevisions);
    }

    @Override
    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
        return delegate.listFiles(run, checkpoint, page);
    }

    @Override
    public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
        return delegate.download(run, checkpoint, directory);
    }
}
