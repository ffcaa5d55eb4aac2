package io.modelkeep.demo;

import io.modelkeep.cli.output.UsageException;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A service that can be simulated.
 *
 * @param provider the name of the provider
 * @param seeds the default numbers of items
 * @param starter starts the simulator on a port
 */
record SimulatedService(String provider, Seeds seeds, Starter starter) {

    private static final String DEMO = "demo";
    private static final int FILE_BYTES = 1024;

    private static final List<SimulatedService> ALL = List.of(
            new SimulatedService("wandb-training", new Seeds(0, 0, 250), SimulatedService::wandbTraining),
            new SimulatedService("weave", new Seeds(3, 20, 0), SimulatedService::weave),
            new SimulatedService("baseten", new Seeds(3, 5, 50), SimulatedService::baseten));

    /**
     * The numbers of items that a simulator starts with.
     *
     * @param models how many models; 0 if the number cannot be chosen
     * @param versions how many versions each model has; 0 if the service has no versions
     * @param checkpoints how many checkpoints each run has; 0 if the service has no checkpoints
     */
    record Seeds(int models, int versions, int checkpoints) {}

    /** A function that starts a simulator. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts the simulator on a port, or on any free port for 0.
         *
         * @throws java.io.UncheckedIOException the port is not available
         */
        Simulation start(int port, Seeds seeds);
    }

    /**
     * Returns the service of a provider.
     *
     * @throws UsageException the provider has no simulator
     */
    static SimulatedService of(String provider) {
        return ALL.stream()
                .filter(service -> service.provider.equals(provider))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("there is no simulator for '" + provider + "'; available: " + names()));
    }

    private static String names() {
        return ALL.stream().map(SimulatedService::provider).collect(Collectors.joining(", "));
    }

    private static Simulation wandbTraining(int port, Seeds seeds) {
        WandbTrainingSimulator simulator =
                WandbTrainingSimulator.builder().port(port).start();
        String model = simulator.addModel(DEMO, "first-model");
        simulator.addCheckpoints(model, seeds.checkpoints());
        return new Simulation("wandb-training", simulator)
                .holds("model", model)
                .holds("checkpoints", seeds.checkpoints())
                .shows("model", model + " (" + seeds.checkpoints() + " checkpoints)")
                .curl(
                        "-H 'Authorization: Bearer " + simulator.apiKey() + "'",
                        "'" + simulator.baseUrl() + "/preview/models/" + model + "/checkpoints?limit=5&order=desc'")
                .command("checkpoints list " + model + " --limit 5");
    }

    private static Simulation weave(int port, Seeds seeds) {
        WeaveSimulator simulator = WeaveSimulator.builder().port(port).start();
        List<String> models = modelNames(seeds.models());
        models.forEach(name -> {
            simulator.addModel(DEMO, DEMO, name);
            simulator.addVersions(DEMO, DEMO, name, seeds.versions() - 1);
        });
        String model = models.get(0);
        return new Simulation("weave", simulator)
                .set("entity", DEMO)
                .set("project", DEMO)
                .holds("model", model)
                .holds("models", seeds.models())
                .holds("versions", seeds.versions())
                .shows("project", DEMO + " of " + DEMO)
                .shows("model", model + " (" + seeds.versions() + " versions), one of " + seeds.models())
                .curl(
                        "-u api:" + simulator.apiKey() + " -H 'Content-Type: application/json'",
                        "-d '{\"project_id\":\"demo/demo\",\"filter\":{\"object_ids\":[\"" + model
                                + "\"]},\"limit\":5}'",
                        "'" + simulator.baseUrl() + "/objs/query'")
                .command("versions list " + model + " --limit 5");
    }

    private static Simulation baseten(int port, Seeds seeds) {
        BasetenSimulator simulator = BasetenSimulator.builder().port(port).start();
        List<String> models =
                modelNames(seeds.models()).stream().map(simulator::addModel).toList();
        models.forEach(model -> simulator.addDeployments(model, seeds.versions() - 1));
        String model = models.get(0);
        simulator.promote(
                model, simulator.deployments(model).get(seeds.versions() - 1).id());
        String run = simulator.addRun("Qwen/Qwen3-8B");
        for (String checkpoint : simulator.addLoopsCheckpoints(run, seeds.checkpoints())) {
            simulator.addFile(checkpoint, "adapter_config.json", FILE_BYTES);
            simulator.addFile(checkpoint, "adapter_model.safetensors", FILE_BYTES);
        }
        String project = simulator.addProject(DEMO);
        String job = simulator.addJob(project);
        for (String checkpoint : simulator.addJobCheckpoints(job, seeds.checkpoints())) {
            simulator.addFile(job, checkpoint + "/model.safetensors", FILE_BYTES);
        }
        String training = "loops:" + run;
        String other = "job:" + project + ":" + job;
        return new Simulation("baseten", simulator)
                .holds("model", model)
                .holds("models", seeds.models())
                .holds("versions", seeds.versions())
                .holds("training", training)
                .holds("job", other)
                .holds("checkpoints", seeds.checkpoints())
                .shows(
                        "model",
                        model + " (" + seeds.versions() + " versions, the newest in production), one of "
                                + seeds.models())
                .shows("run", training + " (" + seeds.checkpoints() + " checkpoints)")
                .shows("job", other + " (as many checkpoints)")
                .curl(
                        "-H 'Authorization: Api-Key " + simulator.apiKey() + "'",
                        "'" + simulator.baseUrl() + "/v1/loops/checkpoints?run_id=" + run + "'")
                .command("checkpoints list " + training + " --limit 5");
    }

    private static List<String> modelNames(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "model-" + number)
                .toList();
    }
}
