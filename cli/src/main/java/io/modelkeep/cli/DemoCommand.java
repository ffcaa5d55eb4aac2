package io.modelkeep.cli;

import io.modelkeep.simulator.WandbTrainingSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code modelkeep demo}: the main job, on a simulator in this process. */
@Command(
        name = "demo",
        description = "Shows the main job on a simulated service: list the checkpoints of a model, delete those named.")
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("demo");
        if (session.format() != Format.TABLE) {
            throw new UsageException("demo prints text for people; leave -o out");
        }
        try (WandbTrainingSimulator simulator = WandbTrainingSimulator.start()) {
            return new Demo(simulator, session.out()).run();
        }
    }
}
