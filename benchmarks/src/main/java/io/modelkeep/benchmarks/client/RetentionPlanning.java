package io.modelkeep.benchmarks.client;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.ItemState;
import io.modelkeep.RunId;
import io.modelkeep.benchmarks.server.Rows;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.RetentionPlanner;
import io.modelkeep.retention.plan.RetentionTarget;
import io.modelkeep.retention.policy.MetricGoal;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A client that plans over checkpoints in memory ({@code work=plan}), or iterates and sorts them ({@code work=pass}). */
final class RetentionPlanning {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    /** The checkpoint that the policy protects. */
    private static final int NAMED = 7;

    private RetentionPlanning() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        List<Checkpoint> all = checkpoints((int) Math.max(arguments.count(), arguments.number("warmupCount", 0)));
        Rounds.Work work = arguments.text("work", "plan").equals("plan")
                ? count -> plan(all.subList(0, (int) count))
                : count -> passAndSort(all.subList(0, (int) count));
        Rounds.run(arguments, work);
    }

    private static List<Checkpoint> checkpoints(int count) {
        Random random = new Random(7);
        List<Checkpoint> all = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (String name : Rows.METRICS) {
                metrics.put(name, random.nextDouble());
            }
            long step = Rows.step(index);
            all.add(Checkpoint.builder(new CheckpointId(Long.toString(step)))
                    .revision(Rows.id(index))
                    .step(step)
                    .metrics(metrics)
                    .createdAt(NOW.minus(BETWEEN.multipliedBy(count - index)))
                    .itemState(ItemState.READY)
                    .build());
        }
        // It is after the first metric, which the policy names. A warm-up on a part has it as well.
        Collections.swap(all, 0, NAMED);
        Collections.shuffle(all.subList(1, count), random);
        return all;
    }

    private static long plan(List<Checkpoint> checkpoints) {
        RetentionPlan plan = new RetentionPlanner(policy())
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .plan(List.of(RetentionTarget.checkpoints(new ListedCheckpoints(checkpoints), new RunId("run"))));
        if (plan.totals().deleted() == 0 || plan.totals().kept() == 0) {
            throw new IllegalStateException("the plan has an unexpected number of deletions: " + plan.totals());
        }
        return plan.totals().seen();
    }

    private static RetentionPolicy policy() {
        return RetentionPolicy.builder()
                .keepLast(100)
                .keepBest("train/reward", MetricGoal.MAX, 100)
                .keepBest("train/loss", MetricGoal.MIN, 10)
                .keepBest("val/reward", MetricGoal.MAX)
                .keepEvery(1_000)
                .keepEveryClosest(777)
                .keepWithin(Duration.ofHours(3))
                .keep("10000120", "10000240")
                .protect(Long.toString(Rows.step(NAMED)))
                .keepIf("accurate", item -> item.metric("val/accuracy").orElse(0) > 0.9999)
                .metric("val/accuracy")
                .build();
    }

    /** Reads each and every thing that is known of them, and puts them in order: what no plan can do without. */
    private static long passAndSort(List<Checkpoint> checkpoints) {
        double sum = 0;
        for (Checkpoint checkpoint : checkpoints) {
            sum += checkpoint.step().orElseThrow();
            sum += checkpoint.id().value().length();
            sum += checkpoint.createdAt().orElseThrow().getEpochSecond();
            for (double value : checkpoint.metrics().values()) {
                sum += value;
            }
        }
        Checkpoint[] sorted = checkpoints.toArray(Checkpoint[]::new);
        Arrays.sort(
                sorted, Comparator.comparingLong(checkpoint -> checkpoint.step().orElseThrow()));
        if (!(sum > 0)) {
            throw new IllegalStateException("nothing was read");
        }
        return sorted.length;
    }
}
