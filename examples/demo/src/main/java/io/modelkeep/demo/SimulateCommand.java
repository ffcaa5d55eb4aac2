package io.modelkeep.demo;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import io.modelkeep.demo.SimulatedService.Seeds;
import io.modelkeep.simulator.Simulator;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep simulate}: starts a local server that simulates a service, for any HTTP client. */
@Command(name = "simulate", description = "Starts a local server that simulates a service, until it is interrupted.")
final class SimulateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PROVIDER", description = "The service to simulate: wandb-training, weave or baseten.")
    private String provider = "";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; any free port by default.")
    private int port;

    @Option(
            names = "--models",
            paramLabel = "N",
            description = "How many models to create; 3 by default on weave and baseten.")
    private @Nullable Integer models;

    @Option(
            names = "--versions",
            paramLabel = "N",
            description = "How many versions each model has; by default 20 on weave, 5 (deployments) on baseten.")
    private @Nullable Integer versions;

    @Option(
            names = "--checkpoints",
            paramLabel = "N",
            description = "How many checkpoints each run has; by default 250 on wandb-training, 50 on baseten.")
    private @Nullable Integer checkpoints;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("simulate");
        SimulatedService service = SimulatedService.of(provider);
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port " + port + " is not between 0 and 65535");
        }
        Simulation simulation = start(service, seeds(service));
        Simulator simulator = simulation.simulator();
        try (simulator) {
            simulation.introduce(session.out(), session.format());
            new CountDownLatch(1).await();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }

    private Seeds seeds(SimulatedService service) {
        Seeds ordinary = service.seeds();
        return new Seeds(
                count("--models", models, ordinary.models(), 1),
                count("--versions", versions, ordinary.versions(), 1),
                count("--checkpoints", checkpoints, ordinary.checkpoints(), 0));
    }

    private int count(String option, @Nullable Integer asked, int ordinary, int least) {
        if (asked == null) {
            return ordinary;
        }
        if (ordinary == 0) {
            throw new UsageException(option + " has no effect on " + provider + "; omit it");
        }
        if (asked < least) {
            throw new UsageException(option + " " + asked + " is below " + least);
        }
        return asked;
    }

    private Simulation start(SimulatedService service, Seeds seeds) {
        try {
            return service.starter().start(port, seeds);
        } catch (UncheckedIOException taken) {
            throw new UsageException(
                    "port " + port + " is not available; choose another with --port, or omit the option");
        }
    }
}
