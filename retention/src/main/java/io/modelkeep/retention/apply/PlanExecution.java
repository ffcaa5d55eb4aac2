package io.modelkeep.retention.apply;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.config.TimeSource;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.audit.AuditRun;
import io.modelkeep.retention.audit.BatchDeletion;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.file.StopSignal;
import io.modelkeep.retention.internal.file.TargetWorkers;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.plan.TargetPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An application of a plan, after its run has begun in the audit log. An instance is used once. */
final class PlanExecution {

    /** The settings of a run. */
    record Settings(int batchSize, int concurrency, IsolatedProgress progress, TimeSource timeSource) {}

    /**
     * The delay before a second list. A list may be out of date, so the second one decides about the items that the
     * first one lacks.
     */
    private static final Duration BEFORE_SECOND_LIST = Duration.ofSeconds(3);

    private final RetentionPlan plan;
    private final MetricNames metrics;
    private final ModelkeepClient stores;
    private final AuditRun audit;
    private final Settings settings;
    private final StopSignal stop = new StopSignal();
    private final List<TargetExecution> parts;

    PlanExecution(RetentionPlan plan, MetricNames metrics, ModelkeepClient stores, AuditRun audit, Settings settings) {
        this.plan = plan;
        this.metrics = metrics;
        this.stores = stores;
        this.audit = audit;
        this.settings = settings;
        this.parts = plan.parts().stream()
                .map(part -> new TargetExecution(part, audit.history(), stop))
                .toList();
    }

    ExecutionReport run() {
        if (!parts.stream().allMatch(TargetExecution::done)) {
            List<TargetExecution> planned = parts.stream()
                    .filter(part -> part.part().problem().isEmpty())
                    .toList();
            settings.progress().listing(planned.size());
            each(planned, this::list);
            listAgain(planned);
            planned.forEach(TargetExecution::listed);
            if (!stop.stopped() && drift() == 0) {
                delete();
            }
        }
        end();
        return new ExecutionReport(
                plan.digest(),
                parts.stream().map(TargetExecution::report).toList(),
                stop.cause().orElse(null));
    }

    private long drift() {
        return parts.stream().mapToLong(part -> part.drift().size()).sum();
    }

    private void list(TargetExecution part) {
        TargetPlan planned = part.part();
        try {
            if (!part.done()) {
                // Fails early: a part that cannot be deleted need not be listed.
                BatchDeletion.of(stores, planned);
            }
            part.list(catalogue(planned), metrics);
        } catch (StoreException failed) {
            part.stopBy(failed);
        }
        settings.progress().listed(planned);
    }

    private RetentionTarget catalogue(TargetPlan planned) {
        return planned.kind() == ItemKind.CHECKPOINTS
                ? RetentionTarget.checkpoints(stores, new RunId(planned.parent()))
                : RetentionTarget.versions(stores, new ModelId(planned.parent()));
    }

    /** Lists again each part whose list lacks an item, if no earlier request of this plan explains the absence. */
    private void listAgain(List<TargetExecution> planned) {
        List<TargetExecution> lacking =
                planned.stream().filter(TargetExecution::needsSecondList).toList();
        if (lacking.isEmpty() || stop.stopped()) {
            return;
        }
        try {
            settings.timeSource().sleep(BEFORE_SECOND_LIST);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        each(lacking, part -> {
            try {
                part.list(catalogue(part.part()), metrics);
            } catch (StoreException failed) {
                part.stopBy(failed);
            }
        });
    }

    private void delete() {
        settings.progress()
                .deleting(parts.stream().mapToLong(TargetExecution::toSend).sum());
        each(parts, this::delete);
        for (TargetExecution part : parts) {
            if (part.unsent() > 0) {
                settings.progress().settled(part.part(), Map.of(DeleteOutcome.NOT_ATTEMPTED, (long) part.unsent()));
            }
        }
    }

    private void delete(TargetExecution part) {
        part.settleAbsent(audit);
        if (!part.over()) {
            BatchDeletion deletion = BatchDeletion.of(stores, part.part());
            while (!part.over()) {
                part.deleteBatch(deletion, audit, settings.batchSize(), settings.progress());
            }
        }
    }

    /** Records the end of the run. An audit log without this line shows a run that was cut off. */
    private void end() {
        if (!(stop.cause().orElse(null) instanceof RetentionException)) {
            try {
                audit.ended(drift());
            } catch (RetentionException notRecorded) {
                stop.stop(notRecorded);
            }
        }
    }

    /**
     * Applies the work to each part, several parts at a time. An interrupt stops all of them, and the thread stays
     * interrupted.
     */
    private void each(List<TargetExecution> some, Consumer<TargetExecution> work) {
        stopWhereInterrupted();
        new TargetWorkers(settings.concurrency()).run(some.size(), index -> {
            if (!stop.stopped()) {
                attempt(some.get(index), work);
            }
        });
        stopWhereInterrupted();
    }

    private void attempt(TargetExecution part, Consumer<TargetExecution> work) {
        try {
            work.accept(part);
        } catch (RuntimeException failed) {
            stop.stop(failed);
        } catch (Error fatal) {
            stop.stop(new IllegalStateException(fatal));
            throw fatal;
        }
    }

    private void stopWhereInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            stop.stop(new CancelledException(
                    ErrorDetails.of("the thread was interrupted").provider(plan.provider())));
        }
    }
}
