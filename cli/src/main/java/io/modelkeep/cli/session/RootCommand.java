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

/** The options that every command takes, before it or behind it. */
@Command(
        name = "modelkeep",
        description = "Lists, keeps and safely deletes models and checkpoints on hosted services.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE + ":done; of a deletion: everything is gone",
            ExitCode.BUG + ":a bug in modelkeep",
            ExitCode.USAGE + ":wrong syntax or configuration",
            ExitCode.INCOMPLETE + ":some items were not deleted, or some models not planned",
            ExitCode.NOT_FOUND + ":not found",
            ExitCode.DENIED + ":the key is not accepted, or may not do this",
            ExitCode.UNKNOWN + ":the outcome is unknown: look before repeating",
            ExitCode.REFUSED + ":refused here, before anything was changed",
            ExitCode.SERVICE
                    + ":the service failed, refused or answered unusably; or the output, or a file, could not be"
                    + " written",
            ExitCode.ALARM
                    + ":alarm, before every other code: more may be gone than was requested; look at the service now",
            ExitCode.INTERRUPTED + ", " + ExitCode.TERMINATED
                    + ":ended by a signal: nothing that changes anything was under way, and no file is left in part",
        },
        footerHeading = "%nConfiguration:%n",
        footer = {
            "  Keys come from the file, then from MODELKEEP_* variables, then from -s;",
            "  later ones win. The one that is always needed is provider.",
            "  All are listed by: modelkeep providers"
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
            description = "Set one key; can be repeated.")
    private List<SettingOption> settings = new ArrayList<>();

    @Option(
            names = "-o",
            paramLabel = "table|json|jsonl",
            scope = ScopeType.INHERIT,
            converter = Format.Converter.class,
            description = "How to print: for people, as one JSON document, or one JSON object a line.")
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
