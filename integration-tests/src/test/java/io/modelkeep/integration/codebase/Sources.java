package io.modelkeep.integration.codebase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of this project, as seen from the module that runs the tests. */
final class Sources {

    private Sources() {}

    /** Returns the project's directory. */
    static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Returns the names of the modules that have main code for users or providers. */
    static List<String> modules() {
        return directories()
                .filter(name ->
                        !List.of("integration-tests", "fuzz", "benchmarks").contains(name))
                .toList();
    }

    /** Returns every main source file of every module. */
    static List<Path> mainJava() {
        return directories()
                .flatMap(name -> files(
                        root().resolve(name).resolve("src").resolve("main").resolve("java"), ".java"))
                .toList();
    }

    /** Returns every source file of a test class. */
    static List<Path> tests() {
        return Stream.concat(children(root()), children(root().resolve("examples")))
                .map(directory -> directory.resolve("src").resolve("test").resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(directory -> files(directory, "Test.java"))
                .toList();
    }

    /** Returns every document. */
    static List<Path> documents() {
        return Stream.concat(
                        Stream.of(
                                        "README.md",
                                        "CONTRIBUTING.md",
                                        "SECURITY.md",
                                        "CHANGELOG.md",
                                        "simulators/README.md",
                                        "benchmarks/README.md",
                                        "benchmarks/peers/README.md")
                                .map(root()::resolve),
                        files(root().resolve("docs"), ".md"))
                .toList();
    }

    /** Returns the directories of all modules with main code, relative to the root. */
    private static Stream<String> directories() {
        return Stream.concat(children(root()), children(root().resolve("examples")))
                .filter(directory -> Files.isDirectory(
                        directory.resolve("src").resolve("main").resolve("java")))
                .map(directory -> root().relativize(directory).toString().replace('\\', '/'))
                .sorted();
    }

    private static Stream<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
