package io.modelkeep.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A repository with the launcher script in it, for a build and a Java of the test's own. */
final class LaunchedRepository {

    private final Path folder;
    private final Path root;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    /** How a run ended. */
    record Ended(int code, String out, String err) {}

    /** A blank in every path: whatever is not quoted breaks. */
    LaunchedRepository(Path folder) throws IOException {
        this(folder, "a repository");
    }

    /** One in a folder of that name. */
    LaunchedRepository(Path folder, String name) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell");
        this.folder = folder;
        this.root = Files.createDirectories(folder.resolve(name));
        this.home = folder.resolve("a jdk");
        Files.createDirectories(root.resolve("core/src/main"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        script("modelkeep", Files.readString(Path.of("..", "..", "modelkeep")));
    }

    Path root() {
        return root;
    }

    /** Writes a script of the repository. */
    void script(String name, String text) throws IOException {
        executable(root.resolve(name), text);
    }

    /** Writes the Java that is found by JAVA_HOME. */
    void java(String text) throws IOException {
        executable(Files.createDirectories(home.resolve("bin")).resolve("java"), text);
    }

    /** Says which release of a JDK that Java is of. */
    void release(String text) throws IOException {
        Files.writeString(home.resolve("release"), text);
    }

    /** Sets a variable for the runs to come; locales are only what is set so. */
    LaunchedRepository environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Ended run(String... args) throws IOException, InterruptedException {
        return run(folder, root.resolve("modelkeep"), args);
    }

    Ended run(Path from, Path launcher, String... args) throws IOException, InterruptedException {
        return ended(start(from, launcher, args));
    }

    Process start(Path from, Path launcher, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MODELKEEP_") || name.startsWith("JDK_JAVA"));
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("a cache").toString());
        if (!environment.isEmpty()) {
            builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
            builder.environment().putAll(environment);
        }
        return builder.start();
    }

    static Ended ended(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
