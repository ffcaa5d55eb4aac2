package io.modelkeep.cli;

import io.modelkeep.simulator.WandbTrainingSimulator;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelkeep simulate}: a local server that behaves like a service, for any client. */
@Command(name = "simulate", description = "Starts a local server that behaves like a service, until it is interrupted.")
final class SimulateCommand implements Callable<Integer> {

    private static final String WANDB_TRAINING = "wandb-training";

    private final Session session;

    @Parameters(paramLabel = "PROVIDER", description = "Whose service: " + WANDB_TRAINING + ".")
    private String provider = "";

    @Option(names = "--port", paramLabel = "N", description = "Where to listen; any free port by default.")
    private int port;

    @Option(
            names = "--checkpoints",
            paramLabel = "N",
            description = "How many checkpoints the model has that is there at the start; ${DEFAULT-VALUE} by default.")
    private int checkpoints = 250;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("simulate");
        if (!provider.equals(WANDB_TRAINING)) {
            throw new UsageException("there is no simulator for '" + provider + "'; available: " + WANDB_TRAINING);
        }
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port " + port + " is not within 0 and 65535");
        }
        if (checkpoints < 0) {
            throw new UsageException("--checkpoints " + checkpoints + " is below 0");
        }
        try (WandbTrainingSimulator simulator = start()) {
            String model = simulator.addModel("demo", "first-model");
            simulator.addCheckpoints(model, checkpoints);
            introduce(simulator, model);
            new CountDownLatch(1).await();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }

    private WandbTrainingSimulator start() {
        try {
            return WandbTrainingSimulator.builder().port(port).start();
        } catch (UncheckedIOException taken) {
            throw new UsageException("port " + port + " cannot be had; choose another with --port, or leave it out");
        }
    }

    private void introduce(WandbTrainingSimulator simulator, String model) {
        Output out = session.out();
        String url = simulator.baseUrl().toString();
        String key = simulator.apiKey();
        if (session.format() == Format.TABLE) {
            out.line(WANDB_TRAINING + " is simulated on this machine, in memory, until Ctrl-C.");
            out.line("");
            out.line("  base URL  " + url);
            out.line("  API key   " + key);
            out.line("  model     " + model + " (" + checkpoints + " checkpoints)");
            out.line("");
            out.line("Ask it with any client, in another shell:");
            out.line("");
            out.line("  curl -H 'Authorization: Bearer " + key + "' \\");
            out.line("    '" + url + "/preview/models/" + model + "/checkpoints?limit=5&order=desc'");
            out.line("");
            out.line("  ./modelkeep -s provider=" + WANDB_TRAINING + " -s " + WANDB_TRAINING + ".base-url=" + url
                    + " \\");
            out.line("    -s " + WANDB_TRAINING + ".api-key=" + key + " checkpoints list " + model + " --limit 5");
        } else {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("provider", WANDB_TRAINING);
            facts.put("baseUrl", url);
            facts.put("apiKey", key);
            facts.put("model", model);
            facts.put("checkpoints", checkpoints);
            out.line(Json.of(facts));
        }
        out.flush();
    }
}
