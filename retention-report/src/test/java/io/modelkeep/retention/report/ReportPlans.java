package io.modelkeep.retention.report;

import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.item.ItemKind;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Plans to look at, made by hand. */
public final class ReportPlans {

    static final String REWARD = "val/reward";
    public static final String BEST = "keep-best=val/reward:max:2";
    static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

    private ReportPlans() {}

    public static RetentionPlan plan(List<String> policy, TargetPlan... parts) {
        return new RetentionPlan(
                NOW, "memory", "https://models.example", Map.of("project", "agents"), policy, List.of(parts));
    }

    public static TargetPlan checkpoints(String parent, List<Decision> decisions) {
        return TargetPlan.of(ItemKind.CHECKPOINTS, parent, decisions, Set.of(), List.of());
    }

    /** One training of that many steps, of which every fiftieth, the last three and the two best are kept. */
    public static RetentionPlan training(int steps) {
        return plan(List.of(BEST, "keep-every=50", "keep-last=3"), checkpoints("agent", decisions(steps)));
    }

    /** A noisy, rising reward; every forty-first checkpoint has none, and the two best are known beforehand. */
    public static List<Decision> decisions(int steps) {
        Random noise = new Random(7);
        List<Decision> decisions = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            boolean best = step == steps * 2 / 3 || step == steps * 4 / 5;
            boolean missing = !best && step % 41 == 0;
            double reward = best ? 1 + step / 1e6 : 0.8 * (1 - Math.exp(-step / 70.0)) + noise.nextGaussian() * 0.03;
            Item.Builder item = Item.builder("c" + step).step(step);
            item.metrics(missing ? Map.of() : Map.of(REWARD, reward));
            decisions.add(0, new Decision(item.build(), reasons(step, steps, best, missing)));
        }
        return decisions;
    }

    private static List<String> reasons(int step, int steps, boolean best, boolean missing) {
        List<String> reasons = new ArrayList<>();
        if (step == steps) {
            reasons.add(Decision.LATEST);
        }
        if (best) {
            reasons.add(BEST);
        }
        if (step % 50 == 0) {
            reasons.add("keep-every=50");
        }
        if (step > steps - 3) {
            reasons.add("keep-last=3");
        }
        if (missing) {
            reasons.add(Decision.MISSING_METRIC + REWARD);
        }
        return reasons;
    }
}
