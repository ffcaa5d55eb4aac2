package io.modelkeep.integration.bounded;

import io.modelkeep.RunId;
import io.modelkeep.integration.process.Parent;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.MetricGoal;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans what to keep of many checkpoints by rules of every kind, writes the plan, reads it again and checks it; arguments:
 * how many, and where to write.
 */
final class RetentionClient {

    private RetentionClient() {}

    public static void main(String[] arguments) throws IOException {
        Parent parent = new Parent();
        parent.settings();
        int count = Integer.parseInt(arguments[0]);
        Path file = Path.of(arguments[1]);
        Map<String, Object> result = new LinkedHashMap<>();

        RetentionPlan plan = new RetentionPlanner(policy())
                .plan(List.of(RetentionTarget.checkpoints(new ManyCheckpoints(count), new RunId("run"))));
        Duration planned = tell(result, "plan", Duration.ZERO);
        result.put("held", Parent.usedHeap());
        plan.write(file);
        Duration written = tell(result, "write", planned);
        result.put("bytes", Files.size(file));
        result.put("deleted", plan.totals().deleted());
        String digest = plan.digest();
        plan = null;

        RetentionPlan read = RetentionPlan.read(file);
        Duration reading = tell(result, "read", written);
        read.check(policy());
        tell(result, "check", reading);
        result.put("seen", read.totals().seen());
        result.put("same", read.digest().equals(digest));
        parent.tell(result);
    }

    private static RetentionPolicy policy() {
        RetentionPolicy.Builder policy = RetentionPolicy.builder()
                .keepLast(100)
                .keepEvery(1000)
                .keepEveryClosest(777)
                .keepWithin(ManyCheckpoints.DAY)
                .keep("120", "240")
                .keepIf("rare", item -> item.metric("metric-0").orElse(0) > 0.9999)
                .protect("7")
                .maxDeletions(Long.MAX_VALUE);
        for (String metric : ManyCheckpoints.METRICS) {
            policy.keepBest(metric, MetricGoal.MAX, 1000);
        }
        return policy.build();
    }

    /** Tells the milliseconds of processor time since then, which are the same on a busy machine. */
    private static Duration tell(Map<String, Object> result, String what, Duration since) {
        Duration now = ProcessHandle.current().info().totalCpuDuration().orElse(since);
        result.put(what, now.minus(since).toMillis());
        return now;
    }
}
