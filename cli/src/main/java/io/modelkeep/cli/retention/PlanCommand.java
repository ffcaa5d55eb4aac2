package io.modelkeep.cli.retention;

import io.modelkeep.Capability;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.cli.command.ConcurrencyOption;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.FileFailure;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.PageCount;
import io.modelkeep.cli.session.ProgressDisplay;
import io.modelkeep.cli.session.ProgressReportingClient;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention plan}: lists items, decides which ones to keep, and deletes nothing. */
@Command(
        name = "plan",
        description = {
            "Decides which checkpoints of training runs, or which versions of models, to keep. Deletes nothing.",
            "Items that no rule keeps are deleted by: retention apply. The latest item is always kept."
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..*",
            description =
                    "The ids of runs, as in: checkpoints list; with --versions the ids of models, as in: versions list.")
    private List<String> parents = new ArrayList<>();

    @Option(
            names = "--versions",
            description = "Plan the versions of models (on Baseten, deployments) instead of checkpoints.")
    private boolean versions;

    @Option(names = "--all", description = "Plan all runs, or with --versions all models, that the provider lists.")
    private boolean all;

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Write the plan to this file, for: retention apply. Without -f the plan is only shown.")
    private @Nullable Path file;

    @Mixin
    private ConcurrencyOption concurrency = new ConcurrencyOption();

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (all != parents.isEmpty()) {
            throw new UsageException(all ? "give either ids or --all" : "give the ids of runs or models, or --all");
        }
        RetentionPlanner planner = new RetentionPlanner(policy.policy(session)).withConcurrency(concurrency.threads());
        if (file != null) {
            FileFailure.requireOwn("plan", file, "{\"format\":\"modelkeep-plan\",");
            requireFinished(file);
        }
        try (ModelkeepClient stores = session.open()) {
            List<String> ids =
                    all ? listed(stores) : parents.stream().distinct().toList();
            if (ids.isEmpty()) {
                session.note(stores.provider() + ": there is nothing to plan for");
                return ExitCode.NOT_FOUND;
            }
            return told(plan(planner, stores, ids));
        }
    }

    /**
     * Refuses to replace a plan that is not fully applied: without the plan, its audit could not be continued or
     * verified.
     */
    private static void requireFinished(Path plan) {
        Path audit = ApplyCommand.auditOf(plan);
        if (!Files.exists(plan) || !Files.exists(audit)) {
            return;
        }
        boolean finished;
        try {
            RetentionPlan old = RetentionPlan.read(plan);
            AuditCheck check = AuditCheck.verify(old, audit);
            finished = check.alarms().isEmpty() && check.passed() && check.finished();
        } catch (RetentionException | UncheckedIOException unreadable) {
            throw new UsageException(
                    "'" + plan + "' or its audit " + audit + " cannot be read, so modelkeep cannot check whether"
                            + " the plan was fully applied: " + unreadable.getMessage() + "; name another file");
        }
        if (!finished) {
            throw new UsageException("'" + plan + "' is a plan that was not fully applied, as " + audit
                    + " shows; apply it again first, or name another file");
        }
    }

    private List<String> listed(ModelkeepClient stores) {
        if (versions) {
            return stores.models().stream()
                    .map(model -> model.id().value())
                    .distinct()
                    .toList();
        }
        // Some providers can delete the checkpoints of some runs only.
        Map<Boolean, List<String>> deletable = stores.checkpoints()
                .streamRuns()
                .map(TrainingRun::id)
                .distinct()
                .collect(Collectors.partitioningBy(
                        run -> stores.capabilities(run).contains(Capability.CHECKPOINT_DELETE),
                        Collectors.mapping(RunId::value, Collectors.toList())));
        int left = deletable.getOrDefault(false, List.of()).size();
        if (left > 0) {
            session.note(stores.provider() + ": left out " + left + (left == 1 ? " run" : " runs")
                    + " whose checkpoints cannot be deleted one by one");
        }
        return deletable.getOrDefault(true, List.of());
    }

    private RetentionPlan plan(RetentionPlanner planner, ModelkeepClient stores, List<String> ids) {
        String unit = versions ? "versions" : "checkpoints";
        try (ProgressDisplay progress = session.progress("reading", unit, OptionalLong.empty())) {
            // This client counts the pages that the planner reads, and cannot delete.
            ModelkeepClient counted = new ProgressReportingClient(stores, new PageCount(progress));
            return planner.plan(ids.stream().map(id -> catalogue(counted, id)).toList());
        }
    }

    private RetentionTarget catalogue(ModelkeepClient stores, String id) {
        return versions
                ? RetentionTarget.versions(stores, new ModelId(id))
                : RetentionTarget.checkpoints(stores, new RunId(id));
    }

    private int told(RetentionPlan plan) {
        if (file != null) {
            write(plan, file);
        }
        new PlanOutput(session.out(), session.format()).write(plan, file);
        PlanNotes.tell(session, plan);
        return ExitCode.of(plan);
    }

    private void write(RetentionPlan plan, Path place) {
        session.write("plan", place, () -> plan.write(place));
    }
}
