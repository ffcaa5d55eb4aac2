package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("behind -- everything is an id")
    void endOfOptions() {
        Run run = Run.on(service).command("checkpoints", "delete", "--yes", "t1", "--", "-5", "--yes", "\"q\"");

        assertThat(run.code()).isZero();
        assertThat(service.deleted).containsExactly("-5", "--yes", "\"q\"");
    }

    @Test
    @DisplayName("an id that looks like an option is not taken for one silently")
    void unknownOption() {
        Run run = Run.on(service).command("checkpoints", "delete", "t1", "-x", "--yes");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(service.deleted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-hxaJ", "-Vabc", "-xabc", "-5", "-cfile", "-ojson", "-s3cret", "--yess"})
    @DisplayName("an id that begins with - is refused wherever it stands, and taken behind --")
    void idsLikeOptions(String id) {
        for (String delete : List.of("versions", "checkpoints")) {
            service.deleted.clear();
            for (List<String> ids : List.of(List.of(id), List.of(id, "a"), List.of("a", id), List.of(id, "-h"))) {
                List<String> args = new ArrayList<>(List.of(delete, "delete", "m1", "--yes"));
                args.addAll(ids);
                Run run = Run.on(service).command(args.toArray(String[]::new));

                assertThat(run.code()).as(args.toString()).isEqualTo(ExitCode.USAGE);
                assertThat(run.out()).isEmpty();
            }
            assertThat(service.deleted).isEmpty();

            assertThat(Run.on(service)
                            .command(delete, "delete", "m1", "--yes", "--", id)
                            .code())
                    .isZero();
            assertThat(service.deleted).containsExactly(id);
        }
    }

    @Test
    @DisplayName("what begins with - and is no option is told with the remedy; a slip of the pen gets a suggestion")
    void remedyForIdsLikeOptions() {
        assertThat(Run.on(service)
                        .command("versions", "delete", "m1", "-hxaJ", "--yes")
                        .err())
                .isEqualTo(
                        "modelkeep: '-hxaJ' is not an option of: modelkeep versions delete; if it is an id, put -- before"
                                + " it; see: modelkeep versions delete --help\n");
        assertThat(Run.on(service)
                        .command("checkpoints", "list", "t1", "--limt=5")
                        .err())
                .contains("did you mean --limit?");
    }

    @Test
    @DisplayName("options take their values behind them or behind =, and stand on either side of the command")
    void values() {
        Run run = Run.on(service.withCheckpoints(3))
                .command(
                        "-o=jsonl",
                        "checkpoints",
                        "list",
                        "t1",
                        "--limit=2",
                        "-s",
                        "fake.service=test",
                        "--order",
                        "asc");

        assertThat(run.code()).isZero();
        assertThat(run.out()).hasLineCount(2);
    }

    @Test
    @DisplayName("no file can add ids")
    void noArgumentFiles(@TempDir Path folder) throws IOException {
        // An id may hold no slash, so that the file has to be where the test runs.
        Path here = Files.createTempFile(Path.of("").toAbsolutePath(), "ids", ".txt");
        try {
            Files.writeString(here, "1 2 3");
            String argument = "@" + here.getFileName();

            Run run = Run.on(service).command("checkpoints", "delete", "t1", "--yes", argument);

            assertThat(run.code()).isZero();
            assertThat(service.deleted).containsExactly(argument);
        } finally {
            Files.delete(here);
        }
        Path file = Files.writeString(folder.resolve("ids"), "1 2 3");
        assertThat(Run.on(service).command("retention", "explain", "@" + file).code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Run.on(service)
                        .command("models", "create", "name=a", "@" + file)
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    @DisplayName("an argument that was not decoded is refused wherever it stands, and not repeated")
    void undecoded() {
        for (List<String> args : List.of(
                List.of("checkpoints", "delete", "t1", "gr\uFFFDe", "--yes"),
                List.of("checkpoints", "delete", "t\uFFFD", "1", "--yes"),
                List.of("models", "list", "-s", "fake.api-key=SECRET\uFFFD"),
                List.of("checkpoints", "delete", "t1", "--yes", "--", "\uFFFD"))) {
            Run run = Run.on(service).command(args.toArray(String[]::new));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains("holds a character", "UTF-8")
                    .doesNotContain("SECRET");
        }
        assertThat(service.deleted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a/b", "a\nb"})
    @DisplayName("an id that is none is refused before anything is sent, also an empty one")
    void badIds(String id) {
        assertThat(Run.on(service)
                        .command("checkpoints", "delete", "t1", "1", id, "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service)
                        .command("checkpoints", "delete", id, "1", "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service).command("models", "delete", id, "--yes").code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service)
                        .command("versions", "delete", "m1", "1", id, "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service)
                        .command("versions", "delete", id, "1", "--yes")
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service).command("versions", "list", id).code()).isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service).command("checkpoints", "files", "t1", id).code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Run.on(service).command("checkpoints", "download", id, "1").code())
                .isEqualTo(ExitCode.REFUSED);
        Run run = Run.on(service).command("checkpoints", "list", id);
        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasLineCount(1).endsWith("nothing was sent\n");
        assertThat(service.deleted).isEmpty();
        assertThat(service.pages).isEmpty();
    }

    @Test
    @DisplayName("a deletion without ids is a mistake")
    void noIds() {
        Run run = Run.on(service).command("checkpoints", "delete", "t1", "--yes");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models",
                "nonsense",
                "models list extra",
                "models get",
                "models list --nonsense",
                "-o xml models list",
                "versions",
                "versions list",
                "versions list m1 --order asc",
                "versions delete m1 --yes",
                "runs list extra",
                "checkpoints files t1",
                "checkpoints download t1 1 -d",
                "checkpoints list t1 --order up",
                "checkpoints list t1 --limit many",
                "-s novalue models list"
            })
    @DisplayName("wrong syntax is 2, with one line that says where to read on")
    void syntax(String line) {
        Run run = Run.on(service).command(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).startsWith("modelkeep: ").contains("--help");
        assertThat(run.out()).isEmpty();
        assertThat(service.pages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"models list", "versions list m1", "runs list", "checkpoints list t1", "checkpoints files t1 1"})
    @DisplayName("a limit below 1 is a mistake, not everything and not nothing")
    void limit(String list) {
        for (String limit : List.of("0", "-1")) {
            Run run = Run.on(service).command((list + " --limit " + limit).split(" "));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).hasLineCount(1).contains("--limit " + limit + " is below 1");
        }
        assertThat(service.pages).isEmpty();
    }

    @Test
    @DisplayName("a slip of the pen gets a suggestion")
    void suggestion() {
        assertThat(Run.on(service).command("checkpoint", "list", "t1").err()).contains("did you mean checkpoints");
    }

    @Test
    @DisplayName("help and version go to standard output, without colours")
    void helpAndVersion() {
        Run help = Run.on(service).command("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("providers", "models", "versions", "runs", "checkpoints", "-c", "-s", "-o", "Exit codes")
                .doesNotContain("\u001b");
        assertThat(Run.on(service).command("checkpoints", "delete", "--help").out())
                .contains("--yes", "RUN", "ID");
        assertThat(Run.on(service).command("--version").out())
                .startsWith("modelkeep ")
                .hasLineCount(1)
                .doesNotContain("${");
    }
}
