package io.modelkeep.baseten.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead below a directory, and names that do not. */
class FilePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "rank-0/a.b", "..a", "a..", "...", "ä b/c", "12:30/a", "~/a"})
    void leadsBelow(String name) {
        assertThat(FilePath.isWithin(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "./a",
                "a/./b",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a\\b",
                "\\a",
                "C:a",
                "c:/a",
                "a\nb",
                "a\u0000b",
                "a\u007f"
            })
    void leadsElsewhere(String name) {
        assertThat(FilePath.isWithin(name)).isFalse();
    }

    @Test
    void isNotEndless() {
        assertThat(FilePath.isWithin("a/".repeat(2047) + "b")).isTrue();
        assertThat(FilePath.isWithin("a".repeat(4097))).isFalse();
    }
}
