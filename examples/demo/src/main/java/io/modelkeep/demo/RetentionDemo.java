package io.modelkeep.demo;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.cli.retention.ApplyCommand;
import io.modelkeep.retention.audit.AuditHistory;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import io.modelkeep.retention.report.ReportPage;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedLoopsCheckpoint;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** The retention part of the demo: applies a policy on each service that has checkpoints. */
final class RetentionDemo {

    private static final String WANDB = "wandb-training";
    private static final String BASETEN = "baseten";
    private static final int STEPS = 300;
    private static final long SEED = 20_261_120;

    private final DemoNarration narration;
    private final DemoFiles files;

    RetentionDemo(DemoNarration narration, DemoFiles files) {
        this.narration = narration;
        this.files = files;
    }

    boolean run() {
        boolean right = wandbTraining();
        return baseten() && right;
    }

    private boolean wandbTraining() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            narration.chapter("Retention on W&B Training: plan, apply and verify a policy");
            String model = simulator.addModel(Demo.PROJECT, "reward-me");
            saveTraining(simulator, model);
            narration.step(
                    "Training (simulated) saves " + simulator.checkpoints(model).size()
                            + " checkpoints; the reward is noisy, and some steps have none.");
            Path file = files.plan(WANDB);
            boolean right = new RetentionDemoSteps(narration, new RunId(model), file)
                    .run(
                            RetentionPolicy.parse(List.of(
                                    "keep-last=3", "keep-best=val/reward:max:3", "keep-every=50", "metric=val/loss")),
                            opening(WANDB, simulator, Map.of(WANDB + ".project", Demo.PROJECT)),
                            () -> simulator.checkpoints(model).stream()
                                    .map(checkpoint -> Long.toString(checkpoint.step()))
                                    .toList());
            report(file);
            return right;
        }
    }

    /** Saves checkpoints with a rising, noisy reward that dips for a while, as in an unstable training. */
    private static void saveTraining(WandbTrainingSimulator simulator, String model) {
        Random random = new Random(SEED);
        simulator.addCheckpoint(model, 0, Map.of());
        for (int step = 1; step <= STEPS; step++) {
            double progress = 1 - Math.exp(-step / 80.0);
            double dip = 0.18 * Math.exp(-Math.pow((step - 205) / 14.0, 2));
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("train/reward", bounded(0.2 + 0.65 * progress - dip + 0.03 * random.nextGaussian()));
            double reward = bounded(0.15 + 0.6 * progress - dip + 0.05 * random.nextGaussian());
            double loss = Math.max(0.05, 2.1 - 1.6 * progress + 2 * dip + 0.06 * random.nextGaussian());
            if (step % 17 != 0) {
                metrics.put("val/reward", reward);
                metrics.put("val/loss", Math.round(loss * 10_000) / 10_000.0);
            }
            simulator.addCheckpoint(model, step, metrics);
        }
    }

    private static double bounded(double reward) {
        return Math.round(Math.min(1, Math.max(0, reward)) * 10_000) / 10_000.0;
    }

    private void report(Path file) {
        RetentionPlan plan = RetentionPlan.read(file);
        ReportPage.of(plan)
                .with(AuditHistory.read(plan, ApplyCommand.auditOf(file)))
                .write(files.report());
        narration.step("The report, an HTML page:");
        narration.result(files.report().toString());
    }

    private boolean baseten() {
        try (BasetenSimulator simulator = BasetenSimulator.start()) {
            narration.chapter("Retention on Baseten: the checkpoints of a Loops run");
            String run = simulator.addRun("Qwen/Qwen2.5-14B-Instruct");
            for (int step = 10; step <= 400; step += 10) {
                simulator.addLoopsCheckpoint(run, "step-" + step, "sampler", 41_943_040);
                simulator.addLoopsCheckpoint(run, "step-" + step, "trainer", 125_829_120);
            }
            narration.step(
                    "The run (simulated) has " + simulator.loopsCheckpoints(run).size()
                            + " checkpoints: a sampler and a trainer checkpoint at each step.");
            return new RetentionDemoSteps(narration, new RunId("loops:" + run), files.plan(BASETEN))
                    .run(
                            RetentionPolicy.parse(List.of("keep-last=3", "keep=100,200")),
                            opening(BASETEN, simulator, Map.of()),
                            () -> simulator.loopsCheckpoints(run).stream()
                                    .map(SimulatedLoopsCheckpoint::id)
                                    .toList());
        }
    }

    private static Supplier<ModelkeepClient> opening(String provider, Simulator simulator, Map<String, String> own) {
        return () -> ModelkeepClient.open(Demo.config(provider, simulator, own).build());
    }
}
