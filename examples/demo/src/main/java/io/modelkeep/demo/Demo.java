package io.modelkeep.demo;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.Output;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.baseten.SimulatedDeployment;
import io.modelkeep.simulator.baseten.SimulatedLoopsCheckpoint;
import io.modelkeep.simulator.exchange.SimulatedFault;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.SimulatedVersion;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The demo: the same steps on each simulated service, with an explanation of each step. */
final class Demo {

    static final String PROJECT = "demo";
    private static final String MODEL = "tidy-me";
    private static final String BASE_MODEL = "Qwen/Qwen2.5-14B-Instruct";
    private static final String SOURCE = "import weave\n\n\nclass TidyMe(weave.Model):\n    pass\n";
    private static final String ONE_BY_ONE = "one in each request";

    private final DemoNarration narration;
    private final DemoFiles files;

    Demo(Output out, DemoFiles files) {
        this.narration = new DemoNarration(out);
        this.files = files;
    }

    int run() {
        narration.say(
                "The same code deletes old checkpoints and versions on three services. All of it runs on this machine:");
        narration.say("a simulator replaces each service, and Modelkeep sends it HTTP requests.");
        boolean right = wandbTraining();
        right &= weave();
        right &= baseten();
        right &= new RetentionDemo(narration, files).run();
        narration.say("");
        narration.say("");
        narration.say("Every id has one outcome, and no outcome is a guess. Next:");
        narration.say(
                "  ./modelkeep simulate wandb-training     a local server to try commands on; or weave, or baseten");
        if (files.stays()) {
            narration.say("  ./modelkeep retention explain " + files.plan("wandb-training")
                    + "     the reason for each decision");
        }
        narration.say("  ./modelkeep providers                   the capabilities and configuration keys");
        return right ? ExitCode.DONE : ExitCode.BUG;
    }

    private boolean wandbTraining() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start();
                ModelkeepClient stores = open("wandb-training", simulator, Map.of("wandb-training.project", PROJECT))) {
            begin("W&B Training: the checkpoints of a model", simulator);
            Model model = create(
                    stores, ModelSpec.builder(MODEL).baseModel(BASE_MODEL).build());
            String id = model.id().value();
            simulator.addCheckpoints(id, 250);
            narration.step("Training (simulated) saves 250 checkpoints.");
            simulator.inject("delete-checkpoints", SimulatedFault.disconnect().applied());
            boolean right = new DeletionDemo<>(
                            DemoTarget.of(stores.checkpoints(), model.run().orElseThrow()), narration)
                    .run(
                            120,
                            "in batches of at most 100",
                            "A run may save a step again, so Modelkeep reads before it sends such a batch again.",
                            () -> simulator.checkpoints(id).stream()
                                    .map(checkpoint -> Long.toString(checkpoint.step()))
                                    .toList());
            end(simulator);
            return right;
        }
    }

    private boolean weave() {
        try (WeaveSimulator simulator = WeaveSimulator.start();
                ModelkeepClient stores =
                        open("weave", simulator, Map.of("weave.entity", PROJECT, "weave.project", PROJECT))) {
            begin("W&B Weave: the versions of a model", simulator);
            ModelId model = create(
                            stores, ModelSpec.builder(MODEL).sourceCode(SOURCE).build())
                    .id();
            simulator.addVersions(PROJECT, PROJECT, model.value(), 249);
            narration.step("New versions are published (simulated); the model has 250 now.");
            simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
            boolean right = new DeletionDemo<>(DemoTarget.of(stores.models(), model), narration)
                    .run(
                            120,
                            "in batches of at most 100",
                            "A digest identifies content, so the batch is sent again; ids not found then are looked up.",
                            () -> simulator.versions(PROJECT, PROJECT, model.value()).stream()
                                    .map(SimulatedVersion::digest)
                                    .toList());
            end(simulator);
            return right;
        }
    }

    private boolean baseten() {
        try (BasetenSimulator simulator = BasetenSimulator.start();
                ModelkeepClient stores = open("baseten", simulator, Map.of())) {
            begin("Baseten: the checkpoints of a Loops run, and the deployments of a model", simulator);
            String run = simulator.addRun(BASE_MODEL);
            RunId training = new RunId("loops:" + run);
            simulator.addLoopsCheckpoints(run, 50);
            ModelId model = new ModelId(simulator.addModel(MODEL));
            simulator.addDeployments(model.value(), 11);
            narration.step("There is a run with 50 checkpoints, " + training + ", and a model with 12 deployments, "
                    + model + ".");
            simulator.inject(
                    "delete-loops-checkpoint", SimulatedFault.disconnect().applied());
            boolean checkpoints = new DeletionDemo<>(DemoTarget.of(stores.checkpoints(), training), narration)
                    .run(
                            20,
                            ONE_BY_ONE,
                            "An id is never reused, so the request is sent again, and the service repeats its response.",
                            () -> simulator.loopsCheckpoints(run).stream()
                                    .map(SimulatedLoopsCheckpoint::id)
                                    .toList());
            simulator.inject("delete-deployment", SimulatedFault.disconnect().applied());
            boolean versions = new DeletionDemo<>(DemoTarget.of(stores.models(), model), narration)
                    .run(
                            5,
                            ONE_BY_ONE,
                            "The request is sent again here too; ids not found then are looked up.",
                            () -> simulator.deployments(model.value()).stream()
                                    .map(SimulatedDeployment::id)
                                    .toList());
            end(simulator);
            return checkpoints && versions;
        }
    }

    private static ModelkeepClient open(String provider, Simulator simulator, Map<String, String> own) {
        return ModelkeepClient.open(config(provider, simulator, own).build());
    }

    /** Returns the configuration that connects a provider to its simulator. */
    static StoreConfig.Builder config(String provider, Simulator simulator, Map<String, String> own) {
        StoreConfig.Builder config = StoreConfig.builder();
        Simulation.configuration(provider, simulator).forEach(config::set);
        own.forEach(config::set);
        // One request at a time, so that it is always the same one whose response is lost.
        return config.set("max-concurrency", "1");
    }

    private void begin(String title, Simulator simulator) {
        narration.chapter(title);
        narration.step("The simulator listens at " + simulator.baseUrl());
    }

    private Model create(ModelkeepClient stores, ModelSpec spec) {
        Model model = stores.models().create(spec);
        narration.step("The demo creates a model: " + model.name() + ", id " + model.id());
        return model;
    }

    private void end(Simulator simulator) {
        Map<String, Long> requests = simulator.exchanges().stream()
                .collect(Collectors.groupingBy(
                        exchange -> exchange.operation().orElseGet(exchange::path),
                        TreeMap::new,
                        Collectors.counting()));
        narration.more("The simulator received " + simulator.exchanges().size() + " requests: "
                + requests.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))
                + ".");
    }
}
