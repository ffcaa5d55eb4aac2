package io.modelkeep.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.FakeService;
import io.modelkeep.cli.Run;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.cli.session.RootCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {

    private final CommandLine root = new CommandLine(new RootCommand());
    private final List<String> made = new ArrayList<>();
    private final List<String> behind = new ArrayList<>();
    private final Commands commands =
            new Commands(root).with("models", below("models")).with("plan", below("plan"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan a -b",
                "-s key=value plan a -b",
                "-s key=value -c file -o json plan a -b",
                "-s plan=models plan a -b",
                "plan a -b models plan"
            })
    @DisplayName("of the commands the one that is named is made, and no other")
    void named(String line) {
        commands.addTo(root, List.of(line.split(" ")));

        assertThat(made).containsExactly("plan");
        assertThat(behind).startsWith("a", "-b");
        assertThat(root.getSubcommands()).containsOnlyKeys("plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-h",
                "--help plan",
                "-V plan",
                "plam",
                "plam plan",
                "-x plan",
                "-- plan",
                "-s",
                "-c file",
                "-c plan models",
                "-c plan",
                "-o=json plan",
                "@plan"
            })
    @DisplayName("where none is plainly named all are made")
    void notNamed(String line) {
        commands.addTo(root, line.isEmpty() ? List.of() : List.of(line.split(" ")));

        assertThat(made).containsExactly("models", "plan");
        assertThat(behind).isEmpty();
    }

    @Test
    @DisplayName("a command where the value of an option belongs is refused, as if all had been made")
    void nameAsValue() {
        Run run = Run.on(new FakeService()).command("-c", "models", "providers");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'-c'", "'models'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "retention", "retention plan", "checkpoints delete"})
    @DisplayName("every command tells the version")
    void version(String command) {
        Run run = Run.on(new FakeService()).command((command + " --version").split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("modelkeep ").hasLineCount(1);
    }

    private Function<List<String>, CommandLine> below(String name) {
        return args -> {
            made.add(name);
            behind.addAll(args);
            return new CommandLine(CommandSpec.create().name(name));
        };
    }
}
