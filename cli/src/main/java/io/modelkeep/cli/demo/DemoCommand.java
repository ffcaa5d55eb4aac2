package io.modelkeep.cli.demo;

import io.modelkeep.cli.output.FileFailure;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modelkeep demo}: the main job, on simulators in this process. */
@Command(
        name = "demo",
        description = {
            "Shows the main job on each simulated service: list what has piled up, delete the oldest, look again.",
            "Then keeps what matters of two trainings by a policy, and writes a report on it."
        })
public final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where to write the report; by default into a new folder for temporary files, with the plan.")
    private @Nullable Path report;

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("demo");
        if (session.format() != Format.TABLE) {
            throw new UsageException("demo prints text for people; leave -o out");
        }
        if (report != null) {
            FileFailure.requirePlace(report);
        }
        try (DemoFiles files = DemoFiles.of(report)) {
            return new Demo(session.out(), files).run();
        }
    }
}
