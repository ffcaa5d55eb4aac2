package io.modelkeep.integration.retention;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.integration.process.Parent;
import io.modelkeep.retention.apply.PlanExecutor;
import io.modelkeep.retention.audit.AuditLog;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.plan.RetentionPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that applies a plan; arguments: the plan's file and the record. */
final class ApplyClient {

    private ApplyClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        RetentionPlan plan = RetentionPlan.read(Path.of(arguments[0]));
        try (ModelkeepClient stores = ModelkeepClient.open(parent.settings().build());
                AuditLog log = AuditLog.open(Path.of(arguments[1]), "another process", Clock.systemUTC())) {
            parent.tell(
                    Map.of("complete", PlanExecutor.of(stores, log).apply(plan).complete()));
        } catch (RetentionException refused) {
            parent.tell(Map.of("refused", refused.getClass().getSimpleName()));
        }
    }
}
