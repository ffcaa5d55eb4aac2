package io.modelkeep.integration.retention;

import io.modelkeep.Stores;
import io.modelkeep.integration.process.Parent;
import io.modelkeep.retention.AuditLog;
import io.modelkeep.retention.RetentionApply;
import io.modelkeep.retention.RetentionException;
import io.modelkeep.retention.RetentionPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that applies a plan; arguments: the plan's file and the record. */
final class ApplyClient {

    private ApplyClient() {}

    public static void main(String[] arguments) {
        Parent parent = new Parent();
        RetentionPlan plan = RetentionPlan.read(Path.of(arguments[0]));
        try (Stores stores = Stores.open(parent.settings().build());
                AuditLog log = AuditLog.open(Path.of(arguments[1]), "another process", Clock.systemUTC())) {
            parent.tell(Map.of(
                    "complete", RetentionApply.of(plan, stores, log).run().complete()));
        } catch (RetentionException refused) {
            parent.tell(Map.of("refused", refused.reason()));
        }
    }
}
