package io.modelkeep.cli.retention;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.ListWriter;
import io.modelkeep.cli.session.Session;
import io.modelkeep.retention.item.Decision;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep retention explain}: shows the decisions of a plan. It reads only the plan file. */
@Command(name = "explain", description = "Shows for each item in a plan whether it is kept, and why.")
final class ExplainCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ID",
            arity = "0..*",
            description = "Show only these checkpoints or versions. Put ids that begin with - after --.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--kept", description = "Show only items to keep.")
    private boolean kept;

    @Option(names = "--deleted", description = "Show only items to delete.")
    private boolean deleted;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.withoutConfiguration("retention explain");
        RetentionPlan plan = session.plan(file);
        Set<String> missing = new LinkedHashSet<>(ids);
        boolean some = !missing.isEmpty();
        Set<String> wanted = Set.copyOf(missing);
        ListWriter<Explanation> writer = session.format().list(session.out(), Explanation.KIND);
        for (TargetPlan part : plan.parts()) {
            for (Decision decision : part.decisions()) {
                String id = decision.item().id();
                if (!some || wanted.contains(id)) {
                    missing.remove(id);
                    if (isWanted(decision)) {
                        writer.add(new Explanation(part, decision));
                    }
                }
            }
        }
        writer.end();
        PlanNotes.tell(session, plan);
        missing.forEach(id -> session.note("the plan " + file + " holds no " + id + "; omit it to see all items"));
        return missing.isEmpty() ? ExitCode.DONE : ExitCode.NOT_FOUND;
    }

    private boolean isWanted(Decision decision) {
        return kept == deleted || decision.kept() == kept;
    }
}
