package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.CheckpointFile;
import io.modelkeep.Operation;
import io.modelkeep.PageRequest;
import io.modelkeep.cli.output.ExitCode;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckpointFilesTest {

    private static final String[] DOWNLOAD = {"checkpoints", "download", "t1", "1"};

    private final FakeService service = new FakeService();

    @BeforeEach
    void files() {
        service.files = List.of(
                CheckpointFile.builder("rank-0/model.safetensors")
                        .sizeBytes(4096)
                        .attributes(Map.of("nodeRank", "0"))
                        .build(),
                CheckpointFile.builder("config.json").build());
    }

    @Test
    @DisplayName("a file prints its place below the checkpoint and what else is known, in every format")
    void list() {
        List<String> list = List.of("checkpoints", "files", "t1", "1");

        assertThat(Run.on(service).command("json", list).out()).isEqualTo("""
                        [
                        {"path":"rank-0/model.safetensors","sizeBytes":4096,"attributes":{"nodeRank":"0"}},
                        {"path":"config.json"}
                        ]
                        """);
        assertThat(Run.on(service).command("jsonl", list).out().lines())
                .hasSize(2)
                .last()
                .isEqualTo("{\"path\":\"config.json\"}");
        assertThat(Run.on(service).command("table", list).out()).isEqualTo("""
                        PATH                      BYTES  ATTRIBUTES
                        rank-0/model.safetensors  4096   nodeRank=0
                        config.json
                        """);
    }

    @Test
    @DisplayName("--limit is the total printed")
    void limit() {
        Run run = Run.on(service).command("jsonl", List.of("checkpoints", "files", "t1", "1", "--limit", "1"));

        assertThat(run.out().lines()).hasSize(1);
        assertThat(service.pages).containsExactly(PageRequest.first().withSize(1));
    }

    @Test
    @DisplayName("a path as long as a service may name it is not cut, for it would lead nowhere")
    void longPath() {
        String path = "folder/".repeat(100) + "file";
        service.files = List.of(CheckpointFile.builder(path).build());

        assertThat(Run.on(service).command("checkpoints", "files", "t1", "1").out())
                .contains(path);
    }

    @Test
    @DisplayName("a download shows where each file is, in every format, by default below the current directory")
    void download() {
        Run here = Run.on(service).command(DOWNLOAD);

        assertThat(here.code()).isZero();
        assertThat(here.err()).isEmpty();
        assertThat(here.out().lines())
                .containsExactly(
                        "PATH",
                        Path.of(".", "rank-0", "model.safetensors").toString(),
                        Path.of(".", "config.json").toString());
        List<String> there = new ArrayList<>(List.of(DOWNLOAD));
        there.addAll(List.of("-d", "some"));
        assertThat(Run.on(service).command("jsonl", there).out().lines())
                .last()
                .isEqualTo("{\"path\":\"some/config.json\"}");
        assertThat(Run.on(service).command("json", there).out())
                .isEqualTo("[\n{\"path\":\"some/rank-0/model.safetensors\"},\n{\"path\":\"some/config.json\"}\n]\n");
    }

    @Test
    @DisplayName("a directory that is empty, as of a variable that is not set, is not the current one")
    void emptyDirectory() {
        service.download = directory -> {
            throw new AssertionError("downloaded to '" + directory + "'");
        };

        Run run = Run.on(service).command("checkpoints", "download", "t1", "1", "--directory", "");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains("the name of the directory is empty");
    }

    @Test
    @DisplayName("a directory that cannot be written is 8, with the reason")
    void unwritable() {
        IOException reason = new AccessDeniedException("some");
        service.download = directory -> {
            throw new UncheckedIOException("cannot write to some", reason);
        };

        Run run = Run.on(service).command(DOWNLOAD);

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("modelkeep: cannot write to some: no permission to write some; choose another with -d\n");

        service.download = directory -> {
            throw new UncheckedIOException(
                    "cannot write to some", new FileSystemException("some/x", null, "no space is left"));
        };
        assertThat(Run.on(service).command(DOWNLOAD).err())
                .isEqualTo("modelkeep: cannot write to some: some/x: no space is left; choose another with -d\n");
    }

    @Test
    @DisplayName("a download that was cut off can be repeated")
    void cutOff() {
        service.download = directory -> {
            throw new CancelledException(ErrorDetails.of("interrupted").operation(Operation.DOWNLOAD_CHECKPOINT));
        };

        Run run = Run.on(service).command(DOWNLOAD);

        assertThat(run.code()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).contains("retry it");
    }
}
