package io.modelkeep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archives of the launcher script, with a Java that only says what it is asked for. */
@Timeout(60)
class LauncherArchiveTest {

    @TempDir
    private Path folder;

    private LaunchedRepository repository;
    private Path rehearsals;
    private Path given;

    @BeforeEach
    void repository() throws IOException, InterruptedException {
        rehearsals = Files.createFile(folder.resolve("rehearsals"));
        given = folder.resolve("given");
        repository = new LaunchedRepository(folder);
        repository.script("mvnw", """
                #!/bin/sh
                for argument; do
                    case $argument in -Dmodelkeep.runtime=*) mkdir -p "${argument#*=}" examples/demo/target ;; esac
                done
                echo jar >examples/demo/target/modelkeep-demo-1.jar
                """);
        java("echo archive >\"$archive\"; chmod 444 \"$archive\"");
        // What a build has to say is no part of this, and without a release there is no archive.
        assertThat(repository.run("built").out()).isEqualTo("<built>\n");
        assertThat(archiveGiven()).isFalse();
    }

    @Test
    @DisplayName("an archive is made at the first use and given to Java from then on, without a word")
    void madeOnce() throws IOException, InterruptedException {
        repository.release("17");
        for (String use : List.of("first", "second", "third")) {
            assertThat(repository.run(use)).isEqualTo(ended(use));
            assertThat(archiveGiven()).isTrue();
        }
        assertThat(rehearsals()).isEqualTo(1);
    }

    @Test
    @DisplayName("each JDK has its own")
    void otherJdk() throws IOException, InterruptedException {
        for (String release : List.of("17", "25", "17", "25")) {
            repository.release(release);
            assertThat(repository.run(release)).isEqualTo(ended(release));
            assertThat(archiveGiven()).isTrue();
        }
        assertThat(rehearsals()).isEqualTo(2);
        assertThat(archives()).hasSize(2);
    }

    @Test
    @DisplayName("one that was cut short or written to is never given to Java: it is made again")
    void damaged() throws IOException, InterruptedException {
        repository.release("17");
        repository.run("first");
        Path archive = archives().get(0);
        FileTime made = Files.getLastModifiedTime(archive);

        overwrite(archive, "arch");
        Files.setLastModifiedTime(archive, made);
        assertThat(repository.run("cut")).isEqualTo(ended("cut"));
        assertThat(archive).hasContent("archive");
        assertThat(rehearsals()).isEqualTo(2);

        overwrite(archive, "ARCHIVE\n");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
        assertThat(repository.run("written")).isEqualTo(ended("written"));
        assertThat(archive).hasContent("archive");
        assertThat(rehearsals()).isEqualTo(3);
    }

    @Test
    @DisplayName("where none can be made the command runs without, and no more is tried")
    void cannotBeMade() throws IOException, InterruptedException {
        for (String rehearsal : List.of("echo archive >\"$archive\"; exit 1", "exit 0")) {
            repository.release(rehearsal);
            java("echo speaks; echo speaks >&2; " + rehearsal);
            Files.writeString(rehearsals, "");
            for (String use : List.of("first", "second")) {
                assertThat(repository.run(use)).isEqualTo(ended(use));
                assertThat(archiveGiven()).isFalse();
            }
            assertThat(rehearsals()).isEqualTo(1);
            assertThat(archives()).isEmpty();
        }
    }

    @Test
    @DisplayName("several first uses at once all run, and leave a whole archive")
    void concurrentFirstUse() throws IOException, InterruptedException {
        repository.release("17");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(repository.start(folder, repository.root().resolve("modelkeep"), "n" + i));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(LaunchedRepository.ended(processes.get(i))).isEqualTo(ended("n" + i));
        }
        long made = rehearsals();
        assertThat(repository.run("last")).isEqualTo(ended("last"));
        assertThat(archiveGiven()).isTrue();
        assertThat(rehearsals()).isEqualTo(made);
    }

    /** Java: a rehearsal does what is told here, a command tells its arguments. */
    private void java(String rehearsal) throws IOException {
        repository.java("""
                #!/bin/sh
                shared=
                while :; do
                    case $1 in
                        -XX:ArchiveClassesAtExit=*) archive=${1#*=} ;;
                        -XX:SharedArchiveFile=*) [ ! -f "${1#*=}" ] || shared=given ;;
                        io.modelkeep.demo.CdsWarmup) echo rehearsal >>'%s'; %s; exit ;;
                        io.modelkeep.demo.ModelkeepWithDemo) break ;;
                    esac
                    shift
                done
                shift
                echo "$shared" >'%s'
                printf '<%%s>\\n' "$@"
                """.formatted(rehearsals, rehearsal, given));
    }

    private static LaunchedRepository.Ended ended(String use) {
        return new LaunchedRepository.Ended(0, "<" + use + ">\n", "");
    }

    private boolean archiveGiven() throws IOException {
        return Files.readString(given).equals("given\n");
    }

    private long rehearsals() throws IOException {
        return Files.readAllLines(rehearsals).size();
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.walk(repository.root().resolve("examples/demo/target/launcher"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** As no user may, but a disk may. */
    private static void overwrite(Path file, String text) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
