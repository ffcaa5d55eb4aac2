package io.modelkeep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive that the launcher script has made by the JDK that runs this. */
@Timeout(120)
class ArchiveTest {

    @Test
    @DisplayName("the usual commands succeed in their rehearsal")
    void rehearsal() {
        assertThat(CdsWarmup.run()).isZero();
    }

    @Test
    @DisplayName("a JDK makes an archive that it can use, and neither says a word of it")
    void archive(@TempDir Path folder) throws IOException, InterruptedException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            jar(Path.of(entry), jars.resolve(number++ + ".jar"));
        }
        Path jdk = Path.of(System.getProperty("java.home"));
        Path loaded = folder.resolve("loaded");
        // Java 17 archives no class of a jar below a folder with a blank in its name.
        LaunchedRepository repository = new LaunchedRepository(folder, "repository");
        repository.java("""
                #!/bin/sh
                for argument; do
                    shift
                    [ "$argument" != io.modelkeep.demo.ModelkeepWithDemo ] || set -- "$@" '-Xlog:class+load:file=%s'
                    set -- "$@" "$argument"
                done
                exec '%s/bin/java' "$@"
                """.formatted(loaded, jdk));
        repository.release(Files.readString(jdk.resolve("release")));
        repository.script("mvnw", """
                #!/bin/sh
                for argument; do
                    case $argument in -Dmodelkeep.runtime=*) mkdir -p "${argument#*=}" examples/demo/target ;; esac
                    case $argument in -Dmodelkeep.runtime=*) cp '%s'/*.jar "${argument#*=}/" ;; esac
                done
                cp '%s'/0.jar examples/demo/target/modelkeep-demo-0.jar
                """.formatted(jars, jars));
        repository.run("--version");

        LaunchedRepository.Ended quiet = repository.run("--version");
        assertThat(quiet.out()).startsWith("modelkeep ").hasLineCount(1);
        assertThat(quiet.err()).isEmpty();
        assertThat(Files.readAllLines(loaded))
                .filteredOn(line -> line.contains(" io.modelkeep.cli.Cli "))
                .singleElement(InstanceOfAssertFactories.STRING)
                .endsWith("shared objects file (top)");
    }

    private static void jar(Path entry, Path jar) throws IOException {
        if (!Files.isDirectory(entry)) {
            Files.copy(entry, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(entry.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
