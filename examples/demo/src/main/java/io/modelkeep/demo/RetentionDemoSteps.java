package io.modelkeep.demo;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.cli.retention.ApplyCommand;
import io.modelkeep.cli.retention.ApplyWriter;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditCheck;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The retention steps of the demo, the same for every provider: plan, explain, apply and verify. */
final class RetentionDemoSteps {

    private final DemoNarration narration;
    private final RunId run;
    private final Path file;

    /** Creates the steps for a training run, with the plan in the given file. */
    RetentionDemoSteps(DemoNarration narration, RunId run, Path file) {
        this.narration = narration;
        this.run = run;
        this.file = file;
    }

    /**
     * Applies the policy and narrates each step.
     *
     * @param open opens the client
     * @param held returns the ids that the simulator itself still holds
     * @return whether exactly the items that the plan keeps remain
     */
    boolean run(RetentionPolicy policy, Supplier<ModelkeepClient> open, Supplier<? extends Collection<String>> held) {
        narration.step("The policy: " + policy);
        try (AuditLog audit = AuditLog.open(ApplyCommand.auditOf(file), "demo", Clock.systemUTC());
                ModelkeepClient stores = open.get()) {
            refuse(stores);
            RetentionPlan plan = plan(policy, stores);
            explain(plan);
            boolean applied = applied(plan, stores, audit);
            return verified(plan, Set.copyOf(held.get())) && applied;
        }
    }

    /** Shows that a policy is refused if the service does not report the data that it needs. */
    private void refuse(ModelkeepClient stores) {
        RetentionPolicy unknowable = RetentionPolicy.parse(List.of("keep-within=30d", "keep-best=val/reward:max"));
        try {
            new RetentionPlanner(unknowable).plan(List.of(RetentionTarget.checkpoints(stores, run)));
            narration.result("was not refused, although it cannot be evaluated: " + unknowable);
        } catch (RetentionException refused) {
            narration.more("Another policy, " + unknowable + ", is refused before any request:");
            narration.result(String.valueOf(refused.getMessage()));
        }
    }

    private RetentionPlan plan(RetentionPolicy policy, ModelkeepClient stores) {
        RetentionPlan plan = new RetentionPlanner(policy).plan(List.of(RetentionTarget.checkpoints(stores, run)));
        plan.write(file);
        narration.step("Planning only reads. Of " + plan.totals().seen() + " checkpoints, the plan keeps "
                + plan.totals().kept() + " and deletes " + plan.totals().deleted() + ". Each decision has reasons:");
        return plan;
    }

    /** Shows one item that a rule about quality keeps, and one that is deleted. */
    private void explain(RetentionPlan plan) {
        List<Decision> decisions = plan.parts().get(0).decisions();
        show(
                decisions,
                decision -> decision.reasons().stream()
                        .anyMatch(reason -> reason.startsWith("keep-best") || reason.equals(Decision.KEEP)));
        show(decisions, decision -> !decision.kept());
    }

    private void show(List<Decision> decisions, Predicate<Decision> wanted) {
        decisions.stream()
                .filter(wanted)
                .findFirst()
                .ifPresent(decision -> narration.result(name(decision.item())
                        + (decision.kept()
                                ? " stays: " + String.join(", ", decision.reasons())
                                : " is deleted: no rule keeps it")));
    }

    private static String name(Item item) {
        return item.step().isPresent()
                ? "step " + item.step().getAsLong()
                : item.name().orElse(item.id());
    }

    private boolean applied(RetentionPlan plan, ModelkeepClient stores, AuditLog audit) {
        narration.step("Apply lists everything again, and records each batch before sending it. The report:");
        ExecutionReport report = PlanExecutor.of(stores, audit).apply(plan);
        narration.result(ApplyWriter.counts(report.summary()));
        ExecutionReport again = PlanExecutor.of(stores, audit).apply(plan);
        narration.more("Applied again, the plan sends nothing, because the audit records the items as gone.");
        return report.complete() && again.complete();
    }

    private boolean verified(RetentionPlan plan, Set<String> held) {
        AuditCheck check = AuditCheck.verify(plan, ApplyCommand.auditOf(file));
        Set<String> kept = plan.parts().get(0).decisions().stream()
                .filter(Decision::kept)
                .map(decision -> decision.item().id())
                .collect(Collectors.toSet());
        boolean right = check.passed() && check.open().isEmpty() && held.equals(kept);
        narration.step("Verify: the audit " + (check.passed() ? "agrees with" : "contradicts")
                + " the plan, and the server holds " + held.size() + " checkpoints"
                + (held.equals(kept) ? ", those that the plan keeps." : "."));
        return right;
    }
}
