package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteMode;
import io.modelkeep.ModelSpec;
import io.modelkeep.PageRequest;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures are read by users of Java and of the command line alike: no message may be in the words of one alone. */
class RemedyWordsTest {

    private static final List<String> MODULES = List.of(
            "core",
            "http",
            "provider-baseten",
            "provider-wandb-training",
            "provider-weave",
            "retention",
            "retention-report",
            "cli",
            "examples/demo");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    @Test
    @DisplayName("no message names a Java method or constant by which something is asked for")
    void neutral() throws IOException {
        Pattern java = Pattern.compile("\\b(" + String.join("|", words()) + ")\\b");
        List<String> found = new ArrayList<>();
        int texts = 0;
        for (Path source : sources()) {
            Matcher text = TEXT.matcher(withoutComments(Files.readString(source)));
            while (text.find()) {
                texts++;
                // A text of one word is a name, such as that of a field in JSON.
                if (text.group(1).contains(" ") && java.matcher(text.group(1)).find()) {
                    found.add(source.getFileName() + ": " + text.group(1));
                }
            }
        }

        assertThat(texts).isGreaterThan(200);
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("the words looked for are those of the API")
    void looksForTheWords() {
        assertThat(words())
                .contains("sourceCode", "ADD_VERSION", "DeleteMode\\.FORCE", "withToken", "ifExists", "keepBest");
    }

    private static List<String> words() {
        Stream<String> methods = Stream.of(ModelSpec.Builder.class, PageRequest.class, RetentionPolicy.Builder.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)) && !name.contains("$"));
        Stream<String> choices = Arrays.stream(ModelSpec.IfExists.values()).map(Enum::name);
        Stream<String> modes = Arrays.stream(DeleteMode.values()).map(choice -> "DeleteMode\\." + choice.name());
        return Stream.of(methods, choices, modes)
                .flatMap(words -> words)
                .distinct()
                .toList();
    }

    private static List<Path> sources() {
        return MODULES.stream()
                .map(module -> Path.of("..", module, "src", "main", "java"))
                .flatMap(RemedyWordsTest::files)
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String withoutComments(String source) {
        return source.lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                .collect(Collectors.joining("\n"));
    }
}
