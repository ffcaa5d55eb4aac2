package io.modelkeep.integration.docs;

import io.modelkeep.StoreConfig;
import io.modelkeep.Stores;
import io.modelkeep.TrainingId;
import io.modelkeep.retention.ApplyReport;
import io.modelkeep.retention.AuditLog;
import io.modelkeep.retention.Catalogue;
import io.modelkeep.retention.RetentionApply;
import io.modelkeep.retention.RetentionPlan;
import io.modelkeep.retention.RetentionPlanner;
import io.modelkeep.retention.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The example of retention in the README; the lines between the marks are compared with it. */
final class RetentionExample {

    private RetentionExample() {}

    static ApplyReport keepWhatMatters(Map<String, String> config, String model, Path folder) {
        // README begins
        RetentionPolicy policy = RetentionPolicy.parse("keep-last=3; keep-best=val/reward:max:2; keep-every=100");
        try (AuditLog audit = AuditLog.open(folder.resolve("audit.jsonl"), "nightly", Clock.systemUTC());
                Stores stores = Stores.open(
                        StoreConfig.builder().settings(config).listener(audit).build())) {
            Catalogue catalogue = Catalogue.checkpoints(stores, new TrainingId(model));
            RetentionPlan plan = new RetentionPlanner(policy).plan(List.of(catalogue)); // can only read
            plan.write(folder.resolve("plan.json")); // what is kept, what is deleted, and why: review it
            return RetentionApply.of(plan, stores, audit).run().orThrow(); // throws unless all of it is gone
        }
        // README ends
    }
}
