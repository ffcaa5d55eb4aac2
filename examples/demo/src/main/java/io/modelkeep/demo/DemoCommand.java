package io.modelkeep.demo;

import io.modelkeep.cli.output.FileFailure;
import io.modelkeep.cli.output.Format;
import io.modelkeep.cli.output.UsageException;
import io.modelkeep.cli.session.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code modelkeep demo}: shows the main workflow on simulators in this process. */
@Command(
        name = "demo",
        description = {
            "Shows the main workflow on each simulated service: lists items, deletes the oldest, lists again.",
            "Then applies a retention policy to two training runs and writes a report."
        })
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The file of the report; by default in a new temporary folder, next to the plan.")
    private @Nullable Path report;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("demo");
        if (session.format() != Format.TABLE) {
            throw new UsageException("demo prints only text for people; omit -o");
        }
        if (report != null) {
            FileFailure.requirePlace(report);
        }
        try (DemoFiles files = DemoFiles.of(report)) {
            return new Demo(session.out(), files).run();
        }
    }
}
