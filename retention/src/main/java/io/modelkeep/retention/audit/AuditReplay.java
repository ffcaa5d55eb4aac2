package io.modelkeep.retention.audit;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.retention.errors.InvalidAuditException;
import io.modelkeep.retention.item.ItemKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the lines of an audit log that collects the history of one plan. For other plans, only the run numbers
 * and the alarms are collected. Not thread-safe.
 */
final class AuditReplay implements Consumer<AuditLine> {

    private final String plan;
    private final Consumer<String> problems;
    private final AuditHistory.Collector collector = new AuditHistory.Collector();
    private final List<AuditHistory.Run> runs = new ArrayList<>();
    private final List<AuditHistory.Alarm> alarms = new ArrayList<>();
    private final Map<Long, AuditLine.Intent> batches = new HashMap<>();
    private final Map<DeleteOutcome, Long> counts = new EnumMap<>(DeleteOutcome.class);

    /** The current run, or null if the last run has ended. */
    private AuditLine.@Nullable Begin run;

    private long lastRun;
    private long lastBatch;

    /**
     * Creates a walk that reports lines that are inconsistent with each other.
     *
     * @param plan the digest of the plan
     * @param problems receives each problem; an exception thrown by it ends the walk
     */
    AuditReplay(String plan, Consumer<String> problems) {
        this.plan = plan;
        this.problems = problems;
    }

    /** Returns a walk that throws an exception for lines that are inconsistent with each other. */
    static AuditReplay strict(String plan, Path file) {
        return new AuditReplay(plan, problem -> {
            throw new InvalidAuditException(
                    "the audit " + file + " was changed: " + problem + "; restore the file, or use another one");
        });
    }

    AuditHistory history() {
        return collector.history(runs, alarms);
    }

    /** Returns the number of the last run in the file. */
    long lastRun() {
        return lastRun;
    }

    @Override
    public void accept(AuditLine line) {
        if (line instanceof AuditLine.Begin begin) {
            begin(begin);
        } else if (line instanceof AuditLine.Acknowledged acknowledged) {
            acknowledged(acknowledged);
        } else if (line instanceof AuditLine.Request) {
            // Another caller of the same client may send a request that is recorded just after the end of a run.
            return;
        } else if (run == null) {
            problems.accept("a line is not part of a run");
        } else {
            follow(line, run);
        }
    }

    private void begin(AuditLine.Begin begin) {
        if (begin.run() != lastRun + 1) {
            problems.accept("run " + begin.run() + " does not follow run " + lastRun);
        }
        lastRun = begin.run();
        lastBatch = 0;
        batches.clear();
        counts.clear();
        run = begin;
        if (isOurs(begin)) {
            runs.add(new AuditHistory.Run(begin.who(), begin.at(), Optional.empty()));
        }
    }

    private boolean isOurs(AuditLine.Begin begin) {
        return begin.plan().equals(plan);
    }

    private void acknowledged(AuditLine.Acknowledged acknowledged) {
        if (acknowledged.alarms() != alarms.size()) {
            problems.accept(acknowledged.alarms() + " alarms are acknowledged, and " + alarms.size() + " are recorded");
        }
        alarms.clear();
    }

    private void follow(AuditLine line, AuditLine.Begin current) {
        if (line instanceof AuditLine.Intent intent) {
            intent(intent, current);
        } else if (line instanceof AuditLine.Outcome outcome) {
            outcome(outcome, current);
        } else if (line instanceof AuditLine.Absent absent) {
            settled(absent.kind(), absent.parent(), absent.results(), current);
        } else if (line instanceof AuditLine.End end) {
            end(end, current);
        }
    }

    private void intent(AuditLine.Intent intent, AuditLine.Begin current) {
        if (intent.batch() != lastBatch + 1) {
            problem(current, "batch " + intent.batch() + " does not follow batch " + lastBatch);
        }
        lastBatch = intent.batch();
        batches.put(intent.batch(), intent);
        if (isOurs(current)) {
            collector.intended(intent);
        }
    }

    private void outcome(AuditLine.Outcome outcome, AuditLine.Begin current) {
        AuditLine.Intent intent = batches.remove(outcome.batch());
        if (intent == null) {
            String text = "batch " + outcome.batch() + " has an outcome without having begun";
            if (outcome.alarm().isPresent()) {
                // An alarm concerns the runs of all plans, and this one does not state whose items to check.
                problems.accept(text);
            } else {
                problem(current, text);
            }
            return;
        }
        if (!outcome.results().stream().map(AuditLine.Result::id).toList().equals(intent.ids())) {
            problem(current, "the outcome of batch " + outcome.batch() + " is about other items");
        }
        outcome.alarm()
                .ifPresent(message -> alarms.add(
                        new AuditHistory.Alarm(outcome.at(), current.plan(), intent.kind(), intent.parent(), message)));
        settled(intent.kind(), intent.parent(), outcome.results(), current);
    }

    private void settled(ItemKind kind, String parent, List<AuditLine.Result> results, AuditLine.Begin current) {
        results.forEach(result -> counts.merge(result.outcome(), 1L, Long::sum));
        if (isOurs(current)) {
            collector.settled(kind, parent, results);
        }
    }

    private void end(AuditLine.End end, AuditLine.Begin current) {
        if (end.run() != current.run()) {
            problems.accept("run " + current.run() + " has the end of run " + end.run());
        }
        batches.keySet().stream()
                .sorted()
                .forEach(batch -> problem(current, "the run ended without an outcome of batch " + batch));
        if (!counts.equals(end.summary())) {
            problem(current, "the run ended with " + end.summary() + ", and its lines contain " + counts);
        }
        if (end.drift() > 0 && lastBatch > 0) {
            problem(current, "the run deleted items, although the catalogue was not as planned");
        }
        if (isOurs(current)) {
            runs.set(runs.size() - 1, new AuditHistory.Run(current.who(), current.at(), Optional.of(end.at())));
        }
        run = null;
    }

    /** Reports a problem if the run belongs to the plan. Problems within the runs of other plans are ignored. */
    private void problem(AuditLine.Begin current, String text) {
        if (isOurs(current)) {
            problems.accept(text);
        }
    }

    /** Returns the items whose deletion was begun and has no outcome in any run. */
    List<AuditCheck.Open> open() {
        return collector.open();
    }
}
