package io.modelkeep.cli.demo;

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

/** The same pipeline on each of the simulated services, with what it means beside each step. */
final class Demo {

    static final String PROJECT = "demo";
    private static final String MODEL = "tidy-me";
    private static final String BASE_MODEL = "Qwen/Qwen2.5-14B-Instruct";
    private static final String SOURCE = "import weave\n\n\nclass TidyMe(weave.Model):\n    pass\n";
    private static final String ONE_BY_ONE = "each in a request of its own";

    private final DemoNarration narration;
    private final DemoFiles files;

    Demo(Output out, DemoFiles files) {
        this.narration = new DemoNarration(out);
        this.files = files;
    }

    int run() {
        narration.say("One pipeline tidies up what piles up on three services. All of it happens on this machine:");
        narration.say("a simulator stands in for each service, and Modelkeep talks to it over HTTP.");
        boolean right = wandbTraining();
        right &= weave();
        right &= baseten();
        right &= new RetentionDemo(narration, files).run();
        narration.say("");
        narration.say("");
        narration.say("Everything named has one outcome, and none is a guess. Next:");
        narration.say(
                "  ./modelkeep simulate wandb-training     a server of your own to try it on; or weave, or baseten");
        if (files.stays()) {
            narration.say("  ./modelkeep retention explain " + files.plan("wandb-training") + "     all the reasons");
        }
        narration.say("  ./modelkeep providers                   what each can do, and what can be configured");
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
                            DemoTarget.of(stores.checkpoints(), model.training().orElseThrow()), narration)
                    .run(
                            120,
                            "in batches of at most 100",
                            "A step may be saved again meanwhile: such a batch is never sent again unread.",
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
            narration.step("It is published again (simulated), and has 250 versions.");
            simulator.inject("delete-versions", SimulatedFault.disconnect().applied());
            boolean right = new DeletionDemo<>(DemoTarget.of(stores.models(), model), narration)
                    .run(
                            120,
                            "in batches of at most 100",
                            "A digest is of the content: such a batch is sent again; what is not found then is looked up.",
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
                            "An id is never given twice: such a request is sent again, and the service says the same.",
                            () -> simulator.loopsCheckpoints(run).stream()
                                    .map(SimulatedLoopsCheckpoint::id)
                                    .toList());
            simulator.inject("delete-deployment", SimulatedFault.disconnect().applied());
            boolean versions = new DeletionDemo<>(DemoTarget.of(stores.models(), model), narration)
                    .run(
                            5,
                            ONE_BY_ONE,
                            "Such a request is sent again here too; what is not found then is looked up.",
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

    /** What opens a provider on its simulator. */
    static StoreConfig.Builder config(String provider, Simulator simulator, Map<String, String> own) {
        StoreConfig.Builder config = StoreConfig.builder();
        Simulation.configuration(provider, simulator).forEach(config::set);
        own.forEach(config::set);
        // One request after the other, so that it is always the same one whose reply is lost.
        return config.set("max-concurrency", "1");
    }

    private void begin(String title, Simulator simulator) {
        narration.chapter(title);
        narration.step("The simulator answers at " + simulator.baseUrl());
    }

    private Model create(ModelkeepClient stores, ModelSpec spec) {
        Model model = stores.models().create(spec);
        narration.step("The pipeline creates a model: " + model.name() + ", id " + model.id());
        return model;
    }

    private void end(Simulator simulator) {
        Map<String, Long> requests = simulator.exchanges().stream()
                .collect(Collectors.groupingBy(
                        exchange -> exchange.operation().orElseGet(exchange::path),
                        TreeMap::new,
                        Collectors.counting()));
        narration.more("It saw " + simulator.exchanges().size() + " requests: "
                + requests.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))
                + ".");
    }
}
