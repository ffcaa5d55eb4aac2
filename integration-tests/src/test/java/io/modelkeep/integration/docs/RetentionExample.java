package io.modelkeep.integration.docs;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.retention.apply.ExecutionReport;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The example of retention in the README; the lines between the marks are compared with it. */
final class RetentionExample {

    private RetentionExample() {}

    static ExecutionReport keepWhatMatters(Map<String, String> config, String model, Path folder) {
        // README begins
        RetentionPolicy policy = RetentionPolicy.parse("keep-last=3; keep-best=val/reward:max:2; keep-every=100");
        try (ModelkeepClient client = ModelkeepClient.open(config);
                AuditLog audit = AuditLog.open(folder.resolve("audit.jsonl"), "nightly", Clock.systemUTC())) {
            RetentionTarget target = RetentionTarget.checkpoints(client, new RunId(model));
            RetentionPlan plan = new RetentionPlanner(policy).plan(List.of(target));
            plan.write(folder.resolve("plan.json"));
            return PlanExecutor.of(client, audit).apply(plan).orThrow();
        }
        // README ends
    }
}
