package io.modelkeep.cli.retention;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.cli.command.ConcurrencyOption;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.errors.AlarmException;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention apply}: deletes the items that a plan lists for deletion. */
@Command(
        name = "apply",
        description = {
            "Deletes the items that a plan lists for deletion, and reports the outcome of each.",
            "Lists everything again first. If an item differs from the plan, nothing is deleted; exit code 7.",
            "Items that the audit records as gone are skipped, so applying a plan again is safe."
        })
public final class ApplyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PLAN", description = "The plan file.")
    private Path file = Path.of("");

    @Option(names = "--yes", description = "Delete without asking for confirmation.")
    private boolean yes;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "The audit file, which records each deletion; by default PLAN.audit.jsonl.")
    private @Nullable Path audit;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Refuse the plan unless it was made with exactly this policy; - reads standard input.")
    private @Nullable Path policy;

    @Mixin
    private ConcurrencyOption concurrency = new ConcurrencyOption();

    ApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RetentionPlan plan = session.plan(file);
        Optional<RetentionPolicy> own = Optional.ofNullable(policy).map(rules -> PolicyOptions.read(session, rules));
        int threads = concurrency.threads();
        Path place = audit == null ? auditOf(file) : audit;
        if (plan.totals().deleted() > 0) {
            session.confirm(yes, what(plan));
        }
        // The audit is closed before a signal may end the process.
        return session.change(() -> {
            try (AuditLog log = AuditLog.open(place, user(), Clock.systemUTC());
                    ModelkeepClient stores = session.open()) {
                return told(run(plan, own, stores, log, threads), place);
            } catch (AlarmException alarm) {
                session.note(alarm.getMessage() + "; " + RecordedAlarms.remedy(file, place));
                return ExitCode.ALARM;
            }
        });
    }

    /** Returns the name of the user, for the audit. */
    static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /** Returns the default audit file of a plan. */
    public static Path auditOf(Path plan) {
        return plan.resolveSibling(plan.getFileName() + ".audit.jsonl");
    }

    private ExecutionReport run(
            RetentionPlan plan, Optional<RetentionPolicy> own, ModelkeepClient stores, AuditLog log, int threads) {
        try (ApplyProgressDisplay shown = new ApplyProgressDisplay(session)) {
            PlanExecutor executor =
                    PlanExecutor.of(stores, log).concurrency(threads).progress(shown);
            return own.map(executor::policy).orElse(executor).apply(plan);
        }
    }

    private int told(ExecutionReport report, Path place) {
        int code = session.printed(
                ExitCode.of(report), () -> new ApplyWriter(session.out(), session.format()).write(report, place));
        ApplyNotes.tell(session, report);
        if (report.alarm().isPresent()) {
            session.note("more may be gone than the plan lists for deletion; " + RecordedAlarms.remedy(file, place));
        }
        return code;
    }

    /** Returns a description of the planned deletions, to follow the word "Delete". */
    private static String what(RetentionPlan plan) {
        StringBuilder what = new StringBuilder();
        for (ItemKind kind : ItemKind.values()) {
            long parents = parts(plan, kind).count();
            if (parents > 0) {
                long items = parts(plan, kind)
                        .mapToLong(part -> part.totals().deleted())
                        .sum();
                boolean checkpoints = kind == ItemKind.CHECKPOINTS;
                what.append(what.isEmpty() ? "" : " and ")
                        .append(counted(items, checkpoints ? "checkpoint" : "version"))
                        .append(" of ")
                        .append(counted(parents, checkpoints ? "run" : "model"));
            }
        }
        return what + " on " + plan.provider();
    }

    private static Stream<TargetPlan> parts(RetentionPlan plan, ItemKind kind) {
        return plan.parts().stream()
                .filter(part -> part.kind() == kind && part.totals().deleted() > 0);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
