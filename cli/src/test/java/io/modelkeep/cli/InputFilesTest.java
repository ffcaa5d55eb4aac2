package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.cli.output.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line reads from files, pipes and standard input. */
@Timeout(60)
class InputFilesTest {

    private static final List<String> DEVICES = List.of("/dev/zero", "/dev/urandom");

    private final FakeService service = new FakeService().withCheckpoints(5);

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void plan() {
        plan = folder.resolve("plan.json");
        assertThat(run("retention plan t1 --keep-last 1 -f {plan}").code()).isZero();
        service.pages.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c {device} models list",
                "-s trust-store={device} models list",
                "-s fake.api-key=file:{device} models list",
                "retention plan t1 --policy {device}",
                "retention plan t1 --policy {device} --keep-last 1",
                "retention apply {plan} --yes --policy {device}",
                "retention apply {device} --yes",
                "retention explain {device}",
                "retention verify {device}",
                "retention verify {plan} {device}",
                "retention report {device} -f {folder}/report.html",
                "retention report {plan} -f {folder}/report.html --audit {device}",
                "checkpoints delete t1 --yes --ids-from {device}",
                "versions delete m1 --yes --ids-from {device}"
            })
    @DisplayName("a device is refused, with its name and the remedy, before any request")
    void devices(String line) {
        for (String device : DEVICES) {
            assumeTrue(Files.exists(Path.of(device)), "no such device");

            Run run = run(line.replace("{device}", device));

            assertThat(run.code()).as(run.err()).isIn(ExitCode.USAGE, ExitCode.SERVICE);
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains(device)
                    .containsPattern("; name (a file|a regular file|one)");
            assertThat(run.out()).isEmpty();
        }
        assertThat(service.pages).isEmpty();
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("an audit on a device is refused before anything is deleted")
    void auditOnADevice() {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no such device");
        Run run = run("retention apply {plan} --yes --audit /dev/zero");

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).hasLineCount(1).contains("/dev/zero", "is not a regular file; name a regular file");
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("a policy is read from standard input, and from a pipe")
    void policyFromElsewhere() throws Exception {
        for (String rest : List.of("", " --keep 4")) {
            Run standard = reading("\uFEFFkeep-last=2\n", "-o json retention plan t1 --policy -" + rest);
            assertThat(standard.code()).as(standard.err()).isZero();

            Path pipe = pipe("policy" + rest.length());
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, "keep-last=2\n"));
            Run piped = run("-o json retention plan t1 --policy " + pipe + rest);
            writer.get(20, TimeUnit.SECONDS);
            assertThat(piped.code()).as(piped.err()).isZero();

            for (Run run : List.of(standard, piped)) {
                assertThat(run.out()).contains("keep-last=2").contains(rest.isEmpty() ? "" : "keep=4");
            }
        }
        Run applied = reading("keep-last=2", "retention apply {plan} --yes --policy -");
        assertThat(applied.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(applied.err()).contains("another policy");
    }

    @Test
    @DisplayName("a policy on standard input that is damaged says so")
    void damagedPolicy() {
        assertThat(reading("kep-last=2", "retention plan t1 --policy -").err()).contains("did you mean keep-last=3?");
        Run empty = reading("", "retention plan t1 --policy -");
        assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoints", "versions"})
    @DisplayName("ids are read from a file, or from standard input, one a line")
    void ids(String kind) throws IOException {
        String list = "\uFEFF3\r\n-5\n\n  @7\nname,with;comma".replace(";", ".");
        Path file = Files.writeString(folder.resolve("ids"), list);
        for (Run run : List.of(
                run(kind + " delete t1 --yes --ids-from " + file),
                reading(list, kind + " delete t1 --ids-from - --yes"))) {
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(service.deleted)
                .containsExactly("3", "-5", "@7", "name,with.comma", "3", "-5", "@7", "name,with.comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoints", "versions"})
    @DisplayName("an unreadable or empty list of ids, or one given together with ids, deletes nothing")
    void noIds(String kind) throws IOException {
        Files.writeString(folder.resolve("empty"), "\n \n");
        Files.write(folder.resolve("latin1"), "gr\u00f6\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("bad"), "1\na/b\n");
        Files.writeString(folder.resolve("ids"), "1\n");

        assertThat(refused(ExitCode.USAGE, kind + " delete t1 --yes --ids-from {folder}/empty"))
                .contains("is empty; nothing is deleted");
        assertThat(refused(ExitCode.USAGE, kind + " delete t1 --yes --ids-from {folder}/none"))
                .contains("there is no such file");
        assertThat(refused(ExitCode.USAGE, kind + " delete t1 --yes --ids-from {folder}/latin1"))
                .contains("is not UTF-8");
        assertThat(refused(ExitCode.USAGE, kind + " delete t1 --yes --ids-from {folder}"))
                .contains("it is a directory");
        assertThat(refused(ExitCode.USAGE, kind + " delete t1 1 --yes --ids-from {folder}/ids"))
                .contains("use only one of them");
        assertThat(refused(ExitCode.REFUSED, kind + " delete t1 --yes --ids-from {folder}/bad"))
                .contains("a/b");
        assertThat(refused(ExitCode.REFUSED, kind + " delete t1 --ids-from {folder}/ids"))
                .contains("needs --yes");
    }

    @Test
    @DisplayName("an empty variable of the environment counts as not set")
    void emptyVariable() {
        Run run = Run.on(service)
                .environment("MODELKEEP_MAX_ATTEMPTS", "")
                .environment("MODELKEEP_FAKE_BASE_URL", "")
                .command("models", "list");

        assertThat(run.code()).as(run.err()).isZero();
    }

    private String refused(int code, String line) {
        Run run = run(line);

        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).hasLineCount(1);
        assertThat(service.deleted).isEmpty();
        return run.err();
    }

    private Run run(String line) {
        return reading("", line);
    }

    private Run reading(String in, String line) {
        return Run.on(service)
                .reading(in)
                .command(line.replace("{plan}", plan.toString())
                        .replace("{folder}", folder.toString())
                        .split(" "));
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        try {
            Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
            assumeTrue(made.waitFor(20, TimeUnit.SECONDS) && made.exitValue() == 0, "no pipe can be made");
        } catch (IOException noCommand) {
            assumeTrue(false, "no mkfifo");
        }
        return pipe;
    }

    private static void write(Path pipe, String text) {
        try {
            Files.writeString(pipe, text);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
