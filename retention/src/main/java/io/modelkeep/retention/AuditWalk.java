package io.modelkeep.retention;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.RetentionException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the lines of a record and keeps what they say of one plan; runs of other plans are passed over. Not thread-safe. */
final class AuditWalk implements Consumer<AuditLine> {

    private final String plan;
    private final Consumer<String> problems;
    private final AuditHistory.Collector collector = new AuditHistory.Collector();
    private final List<AuditHistory.Run> runs = new ArrayList<>();
    private final Map<Long, AuditLine.Intent> batches = new HashMap<>();
    private final Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);
    private AuditLine.@Nullable Begin run;
    private long lastBatch;

    /**
     * A walk that tells of lines that do not fit together.
     *
     * @param problems is told each problem; what it throws ends the walk
     */
    AuditWalk(RetentionPlan plan, Consumer<String> problems) {
        this.plan = plan.digest();
        this.problems = problems;
    }

    /** A walk that refuses lines that do not fit together. */
    static AuditWalk strict(RetentionPlan plan, Path file) {
        return new AuditWalk(plan, problem -> {
            throw new RetentionException(
                    Reason.DAMAGED_AUDIT,
                    "the audit " + file + " was changed: " + problem + "; give another file, or the one it was");
        });
    }

    AuditHistory history() {
        return collector.history(runs);
    }

    @Override
    public void accept(AuditLine line) {
        if (line instanceof AuditLine.Begin begin) {
            begin(begin);
        } else if (run != null) {
            follow(line, run);
        }
    }

    private void begin(AuditLine.Begin begin) {
        batches.clear();
        counts.clear();
        lastBatch = 0;
        run = begin.plan().equals(plan) ? begin : null;
        if (run != null) {
            runs.add(new AuditHistory.Run(begin.who(), begin.at(), Optional.empty()));
        }
    }

    private void follow(AuditLine line, AuditLine.Begin current) {
        if (line instanceof AuditLine.Intent intent) {
            intent(intent);
        } else if (line instanceof AuditLine.Outcome outcome) {
            outcome(outcome);
        } else if (line instanceof AuditLine.Absent absent) {
            settled(absent.kind(), absent.parent(), absent.results());
        } else if (line instanceof AuditLine.End end) {
            end(end, current);
        }
    }

    private void intent(AuditLine.Intent intent) {
        if (intent.batch() != lastBatch + 1) {
            problems.accept("batch " + intent.batch() + " does not follow batch " + lastBatch);
        }
        lastBatch = intent.batch();
        batches.put(intent.batch(), intent);
        collector.intended(intent);
    }

    private void outcome(AuditLine.Outcome outcome) {
        AuditLine.Intent intent = batches.remove(outcome.batch());
        if (intent == null) {
            problems.accept("batch " + outcome.batch() + " has an outcome without having begun");
            return;
        }
        if (!outcome.results().stream().map(AuditLine.Result::id).toList().equals(intent.ids())) {
            problems.accept("the outcome of batch " + outcome.batch() + " is one of other items");
        }
        settled(intent.kind(), intent.parent(), outcome.results());
    }

    private void settled(ItemKind kind, String parent, List<AuditLine.Result> results) {
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        collector.settled(kind, parent, results);
    }

    private void end(AuditLine.End end, AuditLine.Begin current) {
        batches.keySet().stream()
                .sorted()
                .forEach(batch -> problems.accept("the run ended without an outcome of batch " + batch));
        if (!counts.equals(end.summary())) {
            problems.accept("the run ended with " + end.summary() + ", and its lines say " + counts);
        }
        if (end.drift() > 0 && lastBatch > 0) {
            problems.accept("the run deleted, though the catalogue was not as planned");
        }
        runs.set(runs.size() - 1, new AuditHistory.Run(current.who(), current.at(), Optional.of(end.at())));
        run = null;
    }

    /** The items that were begun and have no outcome in any run. */
    List<AuditCheck.Open> open() {
        return collector.open();
    }
}
