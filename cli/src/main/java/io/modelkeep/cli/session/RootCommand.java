package io.modelkeep.cli.session;

import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.output.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command, with the options that may precede or follow every subcommand. */
@Command(
        name = "modelkeep",
        description = "Lists, keeps and safely deletes models and checkpoints on hosted services.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE + ":done; for a deletion: everything is gone",
            ExitCode.BUG + ":a bug in modelkeep",
            ExitCode.USAGE + ":invalid syntax or configuration",
            ExitCode.INCOMPLETE + ":some items were not deleted, or some models not planned",
            ExitCode.NOT_FOUND + ":not found",
            ExitCode.DENIED + ":the API key is not accepted or lacks permission",
            ExitCode.UNKNOWN + ":the outcome is unknown: look at the service before retrying",
            ExitCode.REFUSED + ":refused by modelkeep before anything was changed",
            ExitCode.SERVICE
                    + ":the service failed, refused or sent an unusable response; or output or a file could not be"
                    + " written",
            ExitCode.ALARM
                    + ":alarm, overrides every other code: more may be gone than was requested; look at the service now",
            ExitCode.INTERRUPTED + ", " + ExitCode.TERMINATED
                    + ":ended by a signal: no change was in progress, and no partial file is left",
        },
        footerHeading = "%nConfiguration:%n",
        footer = {
            "  Keys are read from the file, then from MODELKEEP_* variables, then from -s;",
            "  later values win. The key provider is always required.",
            "  To list all keys, run: modelkeep providers"
        })
public final class RootCommand {

    @Option(
            names = "-c",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read the configuration from a properties file.")
    private @Nullable Path file;

    @Option(
            names = "-s",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            parameterConsumer = SettingOption.Collector.class,
            description = "Set one configuration key; can be repeated.")
    private List<SettingOption> settings = new ArrayList<>();

    @Option(
            names = "-o",
            paramLabel = "table|json|jsonl",
            scope = ScopeType.INHERIT,
            converter = Format.Converter.class,
            description = "The output format: a table, one JSON document, or one JSON object per line.")
    private Format format = Format.TABLE;

    @Nullable Path file() {
        return file;
    }

    List<SettingOption> settings() {
        return settings;
    }

    Format format() {
        return format;
    }
}
