package io.modelkeep.integration.report;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A Chromium without a window, started anew for each page, whose only way to any network is a proxy that writes down. */
final class Chromium {

    /** What a page became once its scripts had run, and what the browser said meanwhile. */
    record Opened(String dom, String said) {}

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final long LONGEST_SECONDS = 120;

    private final Path binary;
    private final WritingProxy proxy;
    private final Path folder;

    /** @param folder where profiles and pictures may lie */
    Chromium(Path binary, WritingProxy proxy, Path folder) {
        this.binary = binary;
        this.proxy = proxy;
        this.folder = folder;
    }

    /** The browser on the path, if there is one. */
    static Optional<Path> binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> NAMES.stream().map(name -> Path.of(entry, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Opened open(URI page, String... flags) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("--dump-dom", page.toString()));
        return run(all);
    }

    BufferedImage picture(URI page, String... flags) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "page", ".png");
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("--hide-scrollbars", "--screenshot=" + file, page.toString()));
        Opened opened = run(all);
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IllegalStateException("no picture of " + page + ":\n" + opened.said());
        }
        return image;
    }

    private Opened run(List<String> words) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "browser");
        Path out = own.resolve("out");
        Path err = own.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--headless=new",
                // As root there is no sandbox, and where this runs in a container there is none either.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--enable-logging=stderr",
                "--user-data-dir=" + own.resolve("profile"),
                "--proxy-server=" + proxy.address(),
                "--proxy-bypass-list=<-loopback>"));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        binary + " goes on after " + LONGEST_SECONDS + " s: " + Files.readString(err));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Opened(Files.readString(out), Files.readString(err));
    }
}
