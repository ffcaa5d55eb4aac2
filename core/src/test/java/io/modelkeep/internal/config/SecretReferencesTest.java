package io.modelkeep.internal.config;

import static io.modelkeep.Configs.config;
import static io.modelkeep.Configs.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelkeep.Configs;
import io.modelkeep.FakeProviders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @Test
    void aLiteralStandsForItself() {
        assertThat(revealed("literal", Map.of())).isEqualTo("literal");
        assertThat(revealed("other:scheme", Map.of())).isEqualTo("other:scheme");
    }

    @Test
    void aVariableIsReadFromTheGivenEnvironment() {
        assertThat(revealed("env:MY_KEY", Map.of("MY_KEY", "canary"))).isEqualTo("canary");
        assertThat(revealed("env:MY_KEY", Map.of("MY_KEY", "canary\n"))).isEqualTo("canary");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"canary", "canary\n", "canary\r\n"})
    void aFileMayEndInALineBreak(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        assertThat(revealed("file:" + file, Map.of())).isEqualTo("canary");
    }

    @Test
    void onlyOneLineBreakIsForgiven() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "canary\n\n");
        assertThat(problem("file:" + file, Map.of())).isEqualTo(unusable()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:",
                "env: ",
                "file:",
                "file: ",
                "netrc:",
                "netrc:  ",
                "env:MISSING",
                "env:EMPTY",
                "env:BREAK",
                "file:/nonexistent/key",
                "netrc:nowhere.example",
                "netrc:default"
            })
    void aReferenceThatLeadsNowhereIsAProblem(String reference) {
        assertThat(problem(reference, Map.of("EMPTY", "", "BREAK", "\n")))
                .startsWith("acme.api-key ")
                .contains(" " + reference + ",")
                .isEqualTo(nowhere(reference));
    }

    @Test
    void aReferenceWithoutAHostIsNotServedByTheDefaultEntry() throws IOException {
        Path netrc = Files.writeString(folder.resolve("netrc"), "default login u password canary");
        assertThat(problem("netrc:", Map.of("NETRC", netrc.toString()))).isEqualTo(nowhere("netrc:"));
    }

    @Test
    void anEmptyFileIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "\n");
        assertThat(problem("file:" + file, Map.of())).isEqualTo(nowhere("file:" + file));
    }

    @Test
    void anImpossiblePathIsAProblemOnOneLine() {
        assertThat(problem("file:a\u0000b\nc", Map.of()))
                .startsWith("acme.api-key ")
                .contains(" a b c ", "InvalidPathException");
        assertThat(problem("netrc:host", Map.of("NETRC", "a\u0000b"))).contains(" a b ", "InvalidPathException");
        assertThat(problem("netrc:host", Map.of("HOME", "a\u0000b"))).contains(" a b/.netrc ", "InvalidPathException");
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(problem("file:" + folder, Map.of()))
                .isEqualTo("acme.api-key the file it refers to " + folder
                        + " cannot be read: it is a directory; name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/dev/zero", "file:/dev/urandom", "netrc:host"})
    @Timeout(20)
    void aDeviceIsNoFile(String reference) {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no such device");
        assertThat(problem(reference, Map.of("NETRC", "/dev/zero")))
                .startsWith("acme.api-key the ")
                .endsWith(" cannot be read: it is a device or a socket; name a file");
    }

    @Test
    void nothingIsWhatTheNullDeviceHolds() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no such device");
        assertThat(problem("netrc:host", Map.of("NETRC", "/dev/null"))).isEqualTo(nowhere("netrc:host"));
    }

    @Test
    void aFileOfTheLargestSizeIsRead() throws IOException {
        Path file = folder.resolve("large");
        Files.writeString(file, "k".repeat(65_536));
        assertThat(new SecretReferences(Map.of()).resolve("file:" + file)).hasSize(65_536);
    }

    @Test
    void aFileMuchTooLargeIsNotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "canary".repeat(20_000));
        assertThat(problem("file:" + file, Map.of()))
                .contains(file.toString(), "it is larger than 65536 bytes")
                .doesNotContain("canary");
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Path file = Files.write(folder.resolve("key"), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertThat(problem("file:" + file, Map.of())).contains(file.toString(), "MalformedInputException");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "canäry",
                "can ary",
                "canary\u0000",
                "canary\r\nX-Evil: 1",
                "canary\u2028",
                "canary\t",
                "\u007fcanary",
                " canary"
            })
    void secretWithInvalidHeaderCharacters_isRefused_withoutQuotingIt(String value) throws IOException {
        Path file = Files.write(folder.resolve("secret"), value.getBytes(StandardCharsets.UTF_8));
        for (String text : new String[] {value, "env:MY_KEY", "file:" + file}) {
            assertThat(problem(text, Map.of("MY_KEY", value)))
                    .startsWith("acme.api-key ")
                    .isEqualTo(unusable())
                    .doesNotContain("ry");
        }
    }

    @Test
    void anEmptyLiteralIsAProblem() {
        assertThat(problem("", Map.of()))
                .startsWith("acme.api-key ")
                .isNotEqualTo(nowhere(""))
                .isNotEqualTo(unusable());
    }

    @Test
    void anEndlessReferenceIsCut() {
        assertThat(problem("env:" + "x".repeat(1_000_000), Map.of())).hasSizeLessThan(400);
        assertThat(problem("file:" + "x".repeat(1_000_000), Map.of())).hasSizeLessThan(400);
        assertThat(problem("netrc:" + "x".repeat(1_000_000), Map.of())).hasSizeLessThan(400);
    }

    private static String revealed(String text, Map<String, String> environment) {
        return config(environment, Map.of("acme.api-key", text))
                .require(FakeProviders.Acme.API_KEY)
                .reveal();
    }

    /** What is said of a reference that leads nowhere. */
    private static String nowhere(String reference) {
        return problem("env:MISSING", Map.of()).replace("env:MISSING", reference);
    }

    /** What is said of a credential that no header can carry. */
    private static String unusable() {
        return problem("can ary", Map.of());
    }

    private static String problem(String text, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Configs.NO_HOME);
        variables.putAll(environment);
        assertThat(problems(config(variables, Map.of("acme.api-key", text)))).hasSize(1);
        return problems(config(variables, Map.of("acme.api-key", text))).get(0);
    }
}
