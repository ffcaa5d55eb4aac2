package io.modelkeep.integration.codebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One name stands for one type, in the whole of the main code. */
class SimpleNamesTest {

    @Test
    void noSimpleNameOccursTwice() {
        assertThat(duplicates(Sources.mainJava())).isEmpty();
    }

    @Test
    void theRuleSeesDuplicates() {
        assertThat(duplicates(
                        List.of(Path.of("a", "Name.java"), Path.of("b", "Name.java"), Path.of("b", "Other.java"))))
                .containsOnlyKeys("Name.java");
    }

    private static Map<String, List<Path>> duplicates(List<Path> files) {
        Map<String, List<Path>> byName = files.stream()
                .filter(file -> !file.getFileName().toString().endsWith("-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        byName.values().removeIf(same -> same.size() == 1);
        return byName;
    }
}
