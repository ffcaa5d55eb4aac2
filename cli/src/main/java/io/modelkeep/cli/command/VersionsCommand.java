package io.modelkeep.cli.command;

import io.modelkeep.DeleteMode;
import io.modelkeep.ModelId;
import io.modelkeep.VersionId;
import io.modelkeep.cli.output.Deletion;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.session.Confirmation;
import io.modelkeep.cli.session.LimitOption;
import io.modelkeep.cli.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep versions} and its subcommands. */
@Command(
        name = "versions",
        addMethodSubcommands = false,
        description = "Lists and deletes the versions of a model; on Baseten, its deployments.")
public final class VersionsCommand {

    private final Session session;

    public VersionsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists versions, by default all of them.")
    int list(@Parameters(paramLabel = "MODEL", description = "The model.") String model, @Mixin LimitOption limit) {
        ModelId id = new ModelId(model);
        return session.list(
                ResourceView.VERSION, limit, (stores, first) -> stores.models().streamVersions(id, first));
    }

    @Command(name = "delete", description = "Deletes the given versions and reports the outcome of each.")
    int delete(
            @Parameters(paramLabel = "MODEL", description = "The model.") String model,
            @Parameters(
                            paramLabel = "VERSION",
                            arity = "0..*",
                            description =
                                    "The versions: digests on Weave, deployments on Baseten. Put ids that begin with - after --.")
                    @Nullable List<String> versions,
            @Mixin IdsOption idsFrom,
            @Option(names = "--yes", description = "Delete without asking for confirmation.") boolean yes,
            @Option(names = "--force", description = "Delete even versions that an alias refers to.") boolean force) {
        ModelId id = new ModelId(model);
        Set<VersionId> ids = new LinkedHashSet<>();
        idsFrom.ids(session, versions).forEach(version -> ids.add(new VersionId(version)));
        return session.delete(
                yes,
                Confirmation.counted("version", ids) + " of model " + id,
                stores -> Deletion.of(
                        id, stores.models().deleteVersions(id, ids, force ? DeleteMode.FORCE : DeleteMode.SAFE)));
    }
}
