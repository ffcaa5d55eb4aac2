package io.modelkeep.cli.command;

import io.modelkeep.Capability;
import io.modelkeep.DeleteMode;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.cli.output.Deletion;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.ResourceView;
import io.modelkeep.cli.session.LimitOption;
import io.modelkeep.cli.session.ModelFields;
import io.modelkeep.cli.session.Session;
import io.modelkeep.cli.session.SettingOption;
import io.modelkeep.errors.UnsupportedCapabilityException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code modelkeep models} and its subcommands. */
@Command(name = "models", addMethodSubcommands = false, description = "Lists, shows, creates and deletes models.")
public final class ModelsCommand {

    private final Session session;

    public ModelsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists models, by default all of them.")
    int list(
            @Option(names = "--name", paramLabel = "NAME", description = "List only models with exactly this name.")
                    @Nullable String name,
            @Mixin LimitOption limit) {
        try {
            return session.list(
                    ResourceView.MODEL,
                    limit,
                    (stores, first) -> name == null
                            ? stores.models().stream(first)
                            : stores.models().streamByName(name, first));
        } catch (UnsupportedCapabilityException unsupported) {
            if (name == null || !unsupported.missing().contains(Capability.MODEL_NAME_FILTER)) {
                throw unsupported;
            }
            session.note(unsupported, "if the name is also the id, run: modelkeep models get " + name);
            return ExitCode.of(unsupported);
        }
    }

    @Command(name = "get", description = "Shows one model.")
    int get(@Parameters(paramLabel = "ID", description = "The model.") String id) {
        ModelId model = new ModelId(id);
        try (ModelkeepClient stores = session.open()) {
            session.format()
                    .print(session.out(), ResourceView.MODEL, stores.models().get(model));
            return ExitCode.DONE;
        }
    }

    @Command(name = "create", description = "Creates a model and shows it.")
    int create(
            @Parameters(
                            paramLabel = "KEY=VALUE",
                            arity = "1..*",
                            converter = SettingOption.Converter.class,
                            description =
                                    "A field of the model: name, base-model, source-code, description, attribute.NAME,"
                                            + " or if-exists (fail, return or add-version).")
                    List<SettingOption> fields) {
        ModelSpec spec = ModelFields.read(fields);
        try (ModelkeepClient stores = session.open()) {
            return session.change(() -> {
                session.format()
                        .print(
                                session.out(),
                                ResourceView.MODEL,
                                stores.models().create(spec));
                return ExitCode.DONE;
            });
        }
    }

    @Command(name = "delete", description = "Deletes a model and everything that belongs to it.")
    int delete(
            @Parameters(paramLabel = "ID", description = "The model.") String id,
            @Option(names = "--yes", description = "Delete without asking for confirmation.") boolean yes,
            @Option(
                            names = "--force",
                            description =
                                    "Delete even if it serves production or an alias refers to one of its versions.")
                    boolean force) {
        ModelId model = new ModelId(id);
        return session.delete(
                yes,
                "1 model (" + id + ") and everything that belongs to it",
                stores -> Deletion.of(stores.models().delete(model, force ? DeleteMode.FORCE : DeleteMode.SAFE)));
    }
}
