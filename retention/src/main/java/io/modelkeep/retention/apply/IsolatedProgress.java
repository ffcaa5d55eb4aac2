package io.modelkeep.retention.apply;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.plan.TargetPlan;
import java.util.Map;
import java.util.function.Consumer;

/** The caller of a listener: notifies it of one event at a time and ignores its exceptions. Thread-safe. */
final class IsolatedProgress {

    private static final System.Logger LOG = System.getLogger("io.modelkeep.retention");

    private final ExecutionProgress progress;
    private boolean failed;

    IsolatedProgress(ExecutionProgress progress) {
        this.progress = progress;
    }

    void listing(int parts) {
        tell(heard -> heard.listing(parts));
    }

    void listed(TargetPlan part) {
        tell(heard -> heard.listed(part.kind(), part.parent()));
    }

    void deleting(long items) {
        tell(heard -> heard.deleting(items));
    }

    void settled(TargetPlan part, Map<DeleteOutcome, Long> outcomes) {
        tell(heard -> heard.settled(part.kind(), part.parent(), outcomes));
    }

    private synchronized void tell(Consumer<ExecutionProgress> event) {
        try {
            event.accept(progress);
        } catch (RuntimeException | Error broken) {
            // Errors too: a progress bar of the wrong version must not cost the caller the report of a deletion.
            if (!failed) {
                failed = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a progress listener failed, and its exceptions are ignored: {0}",
                        broken.getClass());
            }
        }
    }
}
