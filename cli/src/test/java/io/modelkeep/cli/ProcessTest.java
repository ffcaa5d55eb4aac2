package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.cli.output.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own can show. */
@Timeout(60)
class ProcessTest {

    @Test
    @DisplayName("SIGINT during a deletion prints the report so far and exits with 6")
    void interruptedDeletion() throws IOException, InterruptedException {
        Process process = startForSignals("slow", "-o", "json", "checkpoints", "delete", "t1", "1", "2", "--yes");
        BufferedReader err = reader(process.getErrorStream());
        assertThat(err.readLine()).isEqualTo("deleting");
        assertThat(works("bash", "-c", "kill -INT " + process.pid())).isTrue();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out)
                .startsWith("{\"provider\":\"fake\",\"run\":\"t1\",\"results\":["
                        + "{\"id\":\"1\",\"outcome\":\"DELETED\"},"
                        + "{\"id\":\"2\",\"outcome\":\"NOT_ATTEMPTED\"")
                .endsWith("}\n");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    @DisplayName("SIGINT while a plan is applied prints the report so far, ends the record, and exits with 6")
    void interruptedApply(@TempDir Path folder) throws IOException, InterruptedException {
        String plan = folder.resolve("plan.json").toString();
        Run planned = Run.on(new FakeService().withCheckpoints(3))
                .command("retention", "plan", "t1", "--keep-last", "1", "-f", plan);
        assertThat(planned.code()).isZero();
        Process process = startForSignals("slow", "-o", "json", "retention", "apply", plan, "--yes");
        BufferedReader err = reader(process.getErrorStream());
        assertThat(err.readLine()).isEqualTo("deleting");
        assertThat(works("bash", "-c", "kill -INT " + process.pid())).isTrue();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out)
                .contains("\"summary\":{\"DELETED\":1,\"NOT_ATTEMPTED\":1}")
                .endsWith("}\n");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.UNKNOWN);

        Run verified = Run.on(new FakeService()).command("retention", "verify", plan);
        assertThat(verified.out())
                .startsWith("the audit agrees with the plan: 1 execution, 1 DELETED, 1 NOT_ATTEMPTED;");
        assertThat(verified.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(Files.readAllLines(folder.resolve("plan.json.audit.jsonl")))
                .last(InstanceOfAssertFactories.STRING)
                .contains("end");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisplayName("a signal before anything that deletes was sent prints the report and exits as the signal does")
    void interruptedBeforeTheDeletion(String signal, int code) throws IOException, InterruptedException {
        Process process = startForSignals("reading", "-o", "json", "checkpoints", "delete", "t1", "1", "2", "--yes");
        BufferedReader err = reader(process.getErrorStream());
        assertThat(err.readLine()).isEqualTo("reading");
        assertThat(works("bash", "-c", "kill -" + signal + " " + process.pid())).isTrue();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out).contains("\"summary\":{\"NOT_ATTEMPTED\":2}").endsWith("}\n");
        assertThat(err.readLine()).isEqualTo("modelkeep: interrupted; no deletion request was sent");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
    }

    @Test
    @DisplayName("SIGINT during a download lets it remove what is there in part, and exits as SIGINT does")
    void interruptedDownload() throws IOException, InterruptedException {
        Process process = startForSignals("download", "checkpoints", "download", "t1", "1");
        BufferedReader err = reader(process.getErrorStream());
        assertThat(err.readLine()).isEqualTo("downloading");
        assertThat(works("bash", "-c", "kill -INT " + process.pid())).isTrue();

        assertThat(err.readLine()).isEqualTo("tidied up");
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    @DisplayName("a million checkpoints list in constant memory")
    void constantMemory() throws IOException, InterruptedException {
        Process process = start(
                List.of(),
                List.of("-Xmx24m", "-XX:+UseSerialGC"),
                "million",
                "-o",
                "json",
                "checkpoints",
                "list",
                "t1");
        process.getErrorStream().close();

        assertThat(lines(process.getInputStream())).isEqualTo(1_000_002);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    @DisplayName("a reader that goes away ends the list quietly")
    void closedPipe() throws IOException, InterruptedException {
        Process process = start(List.of(), List.of(), "million", "-o", "jsonl", "checkpoints", "list", "t1");
        BufferedReader out = reader(process.getInputStream());
        assertThat(out.readLine()).startsWith("{\"id\":\"1\"");
        out.close();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    @DisplayName("an argument that the locale cannot express is refused, where it would name something else")
    void undecodedArgument() throws IOException, InterruptedException {
        String last = "exec env -u LANG -u LC_CTYPE LC_ALL=%s \"$@\" \"$(printf 'gr\\303\\266\\303\\237e')\"";
        for (String locale : List.of("C", "xx_XX.UTF-8")) {
            Process process = start(
                    List.of("/bin/sh", "-c", last.formatted(locale), "sh"),
                    List.of(),
                    "none",
                    "checkpoints",
                    "delete",
                    "t1",
                    "--yes");

            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .hasLineCount(1)
                    .contains("argument 11 holds a character", "LC_ALL", "C.UTF-8");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
        }
    }

    private static Process startForSignals(String service, String... args) throws IOException, InterruptedException {
        // A shell's background job ignores SIGINT, and its children inherit that; env undoes it.
        assumeTrue(
                works("bash", "-c", "env --default-signal=INT true"), "no bash, or an env that cannot reset signals");
        return start(List.of("env", "--default-signal=INT"), List.of(), service, args);
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static Process start(List<String> prefix, List<String> flags, String service, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "io.modelkeep.cli.Modelkeep"));
        command.addAll(List.of("-s", "provider=fake", "-s", "fake.api-key=k", "-s", "fake.service=" + service));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MODELKEEP_") || name.startsWith("JDK_JAVA"));
        return builder.start();
    }

    private static long lines(InputStream stream) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
