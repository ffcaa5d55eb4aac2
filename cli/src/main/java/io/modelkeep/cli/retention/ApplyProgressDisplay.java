package io.modelkeep.cli.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.cli.session.ProgressDisplay;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.apply.ExecutionProgress;
import io.modelkeep.retention.item.ItemKind;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A display of the progress of applying a plan: first the lists, then the deletions. Thread-safe. */
final class ApplyProgressDisplay implements ExecutionProgress, AutoCloseable {

    private final Session session;
    private @Nullable ProgressDisplay progress;

    ApplyProgressDisplay(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void listing(int parts) {
        next("listing again", "lists", parts);
    }

    @Override
    public synchronized void listed(ItemKind kind, String parent) {
        add(1);
    }

    @Override
    public synchronized void deleting(long items) {
        next("deleting", "items", items);
    }

    @Override
    public synchronized void settled(ItemKind kind, String parent, Map<DeleteOutcome, Long> outcomes) {
        add(outcomes.values().stream().mapToLong(Long::longValue).sum());
    }

    private void next(String task, String unit, long total) {
        close();
        progress = session.progress(task, unit, OptionalLong.of(total));
    }

    private void add(long more) {
        if (progress != null) {
            progress.add(more);
        }
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
