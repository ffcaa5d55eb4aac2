package io.modelkeep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher script, in a repository whose build and Java only say what they are asked for. */
@Timeout(60)
class LauncherTest {

    @TempDir
    private Path folder;

    private LaunchedRepository repository;
    private Path root;
    private Path main;
    private Path source;
    private Path builds;

    @BeforeEach
    void repository() throws IOException {
        repository = new LaunchedRepository(folder);
        root = repository.root();
        builds = folder.resolve("builds");
        main = root.resolve("core/src/main");
        source = main.resolve("A.java");
        Files.writeString(source, "class A {}");
        past(source, main, root.resolve("pom.xml"));
        repository.script("mvnw", """
                #!/bin/sh
                echo "the build speaks"
                echo build >>'%s'
                for argument; do
                    case $argument in -Dmodelkeep.runtime=*) mkdir -p "${argument#*=}" examples/demo/target ;; esac
                done
                echo jar >examples/demo/target/modelkeep-demo-1.jar
                """.formatted(builds));
        repository.java("""
                #!/bin/sh
                while [ "$1" != io.modelkeep.demo.ModelkeepWithDemo ]; do shift; done
                shift
                printf '<%s>\\n' "$@"
                exit 3
                """);
    }

    @Test
    @DisplayName("arguments arrive untouched, the exit code comes back, and the build speaks on standard error only")
    void argumentsAndStreams() throws IOException, InterruptedException {
        LaunchedRepository.Ended ended = repository.run("", "--", "a b", "*", "$HOME", "-x", "@ids", "a\nb", "");

        assertThat(ended.out()).isEqualTo("<>\n<-->\n<a b>\n<*>\n<$HOME>\n<-x>\n<@ids>\n<a\nb>\n<>\n");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("the build speaks");
    }

    @Test
    @DisplayName("it builds once, and again when a source is newer or gone, or a pom is newer")
    void rebuilds() throws IOException, InterruptedException {
        assertThat(repository.run().err()).isNotEmpty();
        assertThat(repository.run().err()).isEmpty();
        assertThat(builds()).isEqualTo(1);

        agedBuild();
        future(source);
        repository.run();
        assertThat(builds()).isEqualTo(2);

        past(source);
        future(root.resolve("pom.xml"));
        repository.run();
        assertThat(builds()).isEqualTo(3);

        past(root.resolve("pom.xml"));
        agedBuild();
        Files.delete(source);
        repository.run();
        assertThat(builds()).isEqualTo(4);
        past(main);
        assertThat(repository.run().err()).isEmpty();
    }

    @Test
    @DisplayName("it is found through symbolic links, from any folder")
    void links() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(folder.resolve("else where/bin"));
        Path direct = Files.createSymbolicLink(elsewhere.resolve("mk"), root.resolve("modelkeep"));
        Path relative = Files.createSymbolicLink(folder.resolve("else where/keep"), Path.of("bin", "mk"));

        assertThat(repository.run(elsewhere, direct, "x").out()).isEqualTo("<x>\n");
        assertThat(repository.run(elsewhere, relative, "y").out()).isEqualTo("<y>\n");
        assertThat(repository.run(root, Path.of("./modelkeep"), "z").out()).isEqualTo("<z>\n");
    }

    @Test
    @DisplayName("several first uses at once build once")
    void concurrentFirstUse() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(repository.start(folder, root.resolve("modelkeep"), "n" + i));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(LaunchedRepository.ended(processes.get(i)).out()).isEqualTo("<n" + i + ">\n");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    @DisplayName("a build that fails ends it with 1, and the next use builds again")
    void failingBuild() throws IOException, InterruptedException {
        String build = Files.readString(root.resolve("mvnw"));
        repository.script("mvnw", "#!/bin/sh\necho 'no such symbol'\nexit 1\n");

        LaunchedRepository.Ended failed = repository.run("x");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("no such symbol", "the build failed");

        repository.script("mvnw", build);
        assertThat(repository.run("x").out()).isEqualTo("<x>\n");
    }

    @ParameterizedTest
    @CsvSource({"LC_CTYPE, UTF-8", "LANG, xx_XX.UTF-8", "LC_ALL, C", "LC_ALL, C.UTF-8", "LANG, ''"})
    @DisplayName("Java reads its arguments as UTF-8, whatever the locale is called and whether it is installed")
    void locales(String name, String value) throws IOException, InterruptedException {
        repository.java("#!/bin/sh\nlocale charmap\n");

        LaunchedRepository.Ended ended = repository.environment(name, value).run("x");

        assertThat(ended.out()).isEqualTo("UTF-8\n");
    }

    @Test
    @DisplayName("from a folder with a colon in its path, every part of the class path is there, and so is the build")
    void colon() throws IOException, InterruptedException {
        LaunchedRepository colon = new LaunchedRepository(folder, "a:b");
        colon.script("mvnw", """
                #!/bin/sh
                for argument; do
                    case $argument in
                        -Dmodelkeep.runtime=*) runtime=${argument#*=} ;;
                        *pom.xml) pom=$argument ;;
                    esac
                done
                mkdir -p "$runtime" examples/demo/target
                echo "$pom" >"$runtime/other.jar"
                echo jar >examples/demo/target/modelkeep-demo-1.jar
                """);
        colon.java("#!/bin/sh\nwhile [ \"$1\" != -cp ]; do shift; done\nprintf '%s' \"$2\"\n");

        for (int use = 0; use < 2; use++) {
            LaunchedRepository.Ended ended = colon.run("x");

            assertThat(ended.code()).as(ended.err()).isZero();
            List<Path> parts = Stream.of(ended.out().split(":")).map(Path::of).toList();
            assertThat(parts).hasSize(2).allMatch(Files::isRegularFile);
            assertThat(parts.get(1)).hasFileName("other.jar");
            assertThat(Files.readString(parts.get(1))).doesNotContain(":").endsWith("pom.xml\n");
        }
    }

    @Test
    @DisplayName("where no link to a path with a colon can be made, it says what to do")
    void colonWithoutLink() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("a file"));
        LaunchedRepository colon = new LaunchedRepository(folder, "a:b");

        for (String cache : List.of(file.toString(), folder.resolve("c:d").toString())) {
            LaunchedRepository.Ended ended =
                    colon.environment("XDG_CACHE_HOME", cache).run("x");

            assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ended.err()).contains("has a colon in it", "move the checkout");
        }
    }

    private long builds() throws IOException {
        try (var lines = Files.lines(builds)) {
            return lines.count();
        }
    }

    /** Makes the last build an hour old, so that no test has to wait for the clock to move on. */
    private void agedBuild() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("examples/demo/target/launcher/current"),
                FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private static void past(Path... files) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
    }

    private static void future(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    }
}
