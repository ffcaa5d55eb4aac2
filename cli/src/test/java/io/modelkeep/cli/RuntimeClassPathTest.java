package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The class path that the published command runs with, as the build resolves and writes it. */
class RuntimeClassPathTest {

    @Test
    @DisplayName("the published command runs without simulators and without their server")
    void noSimulators() throws IOException {
        List<String> entries = List.of(Files.readString(Path.of("target", "runtime-class-path"))
                .strip()
                .split(File.pathSeparator, -1));

        assertThat(entries)
                .anyMatch(entry -> entry.contains("picocli"))
                .anyMatch(entry -> entry.contains("okhttp"))
                .anyMatch(entry -> entry.contains("provider-weave"))
                .noneMatch(entry -> entry.contains("simulators"))
                .noneMatch(entry -> entry.contains("mockwebserver"));
    }
}
