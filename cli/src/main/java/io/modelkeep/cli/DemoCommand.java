package io.modelkeep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code modelkeep demo}: the main job, on simulators in this process. */
@Command(
        name = "demo",
        description =
                "Shows the main job on each simulated service: list what has piled up, delete the oldest, look again.")
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
        return new Demo(session.out()).run();
    }
}
