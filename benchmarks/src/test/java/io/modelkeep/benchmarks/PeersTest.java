package io.modelkeep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

    private static final int PORT = 1234;

    @TempDir
    private Path folder;

    @Test
    void withoutPeers_noneAreCompared() {
        Peers none = new Peers(Optional.empty(), false);

        assertThat(none.lists()).isEmpty();
        assertThat(none.starts()).isEmpty();
        assertThat(none.deletions()).isEmpty();
        assertThat(none.missing()).isEmpty();
        assertThat(none.notes()).isEmpty();
    }

    @Test
    void eachRunsOnItsOwnClassPath() throws IOException {
        build();
        Peers peers = new Peers(Optional.of(folder), false);

        for (String module : List.of("openai", "mlflow", "sagemaker")) {
            String classPath =
                    folder.resolve(module).resolve("target").resolve("classes") + File.pathSeparator + module + ".jar";
            assertThat(peers.lists())
                    .filteredOn(client -> client.command(PORT).contains(classPath))
                    .hasSize(1);
            assertThat(peers.starts())
                    .filteredOn(client -> client.command(PORT).contains(classPath))
                    .hasSize(1);
        }
        assertThat(peers.deletions())
                .singleElement()
                .satisfies(client -> assertThat(client.command(PORT))
                        .contains("io.modelkeep.benchmarks.client.OpenAiDelete", Integer.toString(PORT)));
    }

    @Test
    void pythonIsMissingWhereItHasNoRequests() throws IOException {
        build();
        Peers without = new Peers(Optional.of(folder), false);
        Peers with = new Peers(Optional.of(folder), true);

        assertThat(without.missing()).hasSize(1);
        assertThat(with.missing()).isEmpty();
        assertThat(with.lists()).hasSize(without.lists().size() + 1);
    }

    @Test
    void onesThatWereAskedForAndNotBuiltAreNoEmptyList() {
        Peers unbuilt = new Peers(Optional.of(folder), true);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(unbuilt::lists);
    }

    private void build() throws IOException {
        for (String module : List.of("openai", "mlflow", "sagemaker")) {
            Path target = Files.createDirectories(folder.resolve(module).resolve("target"));
            Files.writeString(target.resolve("class-path"), module + ".jar\n");
        }
    }
}
