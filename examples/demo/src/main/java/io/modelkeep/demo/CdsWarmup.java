package io.modelkeep.demo;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.Output;
import io.modelkeep.cli.output.SystemTerminal;
import io.modelkeep.cli.session.CommandContext;
import io.modelkeep.cli.session.ShutdownSignal;
import io.modelkeep.simulator.baseten.BasetenSimulator;
import io.modelkeep.simulator.wandb.WandbTrainingSimulator;
import io.modelkeep.simulator.weave.WeaveSimulator;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The warm-up run of the launcher. It runs the usual commands on simulators in this process and discards their
 * output. The classes that Java has loaded by the end go into the launcher's class data sharing (CDS) archive.
 */
public final class CdsWarmup {

    private static final String PROJECT = "rehearsal";

    private CdsWarmup() {}

    /** Runs the commands and exits with 0 if all of them succeeded, else with the exit code of the first failure. */
    public static void main(String[] args) {
        System.exit(run());
    }

    /** Runs the commands and returns the exit code of the first one that failed, or 0. */
    static int run() {
        int code = onWandbTraining();
        code = code == ExitCode.DONE ? onWeave() : code;
        return code == ExitCode.DONE ? onBaseten() : code;
    }

    private static int onWandbTraining() {
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.builder().start()) {
            String model = simulator.addModel(PROJECT, "model");
            simulator.addCheckpoints(model, 3);
            Map<String, String> configuration = Simulation.configuration("wandb-training", simulator);
            return commands(
                    configuration,
                    List.of("checkpoints", "list", model, "--limit", "2"),
                    List.of("-o", "json", "checkpoints", "list", model),
                    List.of("-o", "jsonl", "checkpoints", "latest", model),
                    List.of("checkpoints", "delete", model, "1", "--yes"));
        }
    }

    private static int onWeave() {
        try (WeaveSimulator simulator = WeaveSimulator.builder().start()) {
            simulator.addModel(PROJECT, PROJECT, "model");
            Map<String, String> configuration = Simulation.configuration("weave", simulator);
            configuration.put("weave.entity", PROJECT);
            configuration.put("weave.project", PROJECT);
            return commands(configuration, List.of("models", "list"), List.of("versions", "list", "model"));
        }
    }

    private static int onBaseten() {
        try (BasetenSimulator simulator = BasetenSimulator.builder().start()) {
            String model = simulator.addModel("model");
            return commands(
                    Simulation.configuration("baseten", simulator),
                    List.of("models", "list"),
                    List.of("versions", "list", model),
                    List.of("runs", "list"));
        }
    }

    @SafeVarargs
    private static int commands(Map<String, String> configuration, List<String>... commands) {
        List<String> settings = new ArrayList<>();
        configuration.forEach((key, value) -> settings.addAll(List.of("-s", key + "=" + value)));
        for (List<String> command : commands) {
            List<String> args = new ArrayList<>(settings);
            args.addAll(command);
            int code = ModelkeepWithDemo.run(args.toArray(String[]::new), unseen());
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    private static CommandContext unseen() {
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new CommandContext(
                Map.of(),
                new SystemTerminal(),
                InputStream.nullInputStream(),
                new Output(OutputStream.nullOutputStream()),
                err,
                ShutdownSignal.ofThisProcess(err));
    }
}
