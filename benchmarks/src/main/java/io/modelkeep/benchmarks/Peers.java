package io.modelkeep.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requested clients of other libraries. Each is a separate module, and a file contains its class path. Immutable.
 */
final class Peers {

    private static final String FOLDER = "benchmarks.peers";
    private static final String PACKAGE = "io.modelkeep.benchmarks.client.";
    private static final String REQUESTS = "Python requests";

    private final Optional<Path> folder;
    private final boolean python;

    /** Peers in a folder, with Python's requests or without. */
    Peers(Optional<Path> folder, boolean python) {
        this.folder = folder;
        this.python = python;
    }

    /** Returns the peers that the script has built, or none without {@code --peers}. */
    static Peers here() {
        Optional<Path> folder = Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of);
        return new Peers(folder, folder.isPresent() && succeeds("python3", "-c", "import requests"));
    }

    /** Clients that list {@code count} rows in pages of {@code limit}. */
    List<Client> lists() {
        return clients("List", "requests_list.py");
    }

    /** Clients that read one page and end. */
    List<Client> starts() {
        return clients("Start", "requests_start.py");
    }

    /** Returns the clients that delete one model per call. The request of openai-java has no body. */
    List<Client> deletions() {
        return folder.stream()
                .map(peers -> java(peers, "openai", "openai-java, models (no body)", "OpenAiDelete"))
                .toList();
    }

    /** Returns the names of requested clients that this machine cannot run. */
    List<String> missing() {
        return folder.isPresent() && !python ? List.of(REQUESTS) : List.of();
    }

    /** Returns the notes that a comparison of the lists needs. */
    List<String> notes() {
        return folder.isEmpty()
                ? List.of()
                : List.of(
                        "The peers from Java list what their own services have. OpenAI: the same eight numbers a row. MLflow: the"
                                + " eight as text in tags, parsed by the caller. SageMaker: no metrics but three times, which is less"
                                + " work. Pages weigh 36 KB at W&B Training, 53 KB at OpenAI, 66 KB at MLflow and 27 KB at SageMaker.");
    }

    private List<Client> clients(String work, String script) {
        return folder.stream()
                .flatMap(peers -> Stream.of(
                        Stream.of(
                                java(peers, "openai", "openai-java, fine-tuning checkpoints", "OpenAi" + work),
                                java(peers, "mlflow", "mlflow-client, model versions", "Mlflow" + work),
                                java(peers, "sagemaker", "AWS SDK, training jobs", "SageMaker" + work)),
                        python ? Stream.of(python(peers, script)) : Stream.<Client>empty()))
                .flatMap(clients -> clients)
                .toList();
    }

    private static Client java(Path peers, String module, String label, String mainClass) {
        Path built = peers.resolve(module).resolve("target");
        try {
            String libraries = Files.readString(built.resolve("class-path")).strip();
            return Client.of(label, built.resolve("classes") + File.pathSeparator + libraries, PACKAGE + mainClass);
        } catch (IOException unbuilt) {
            throw new UncheckedIOException("the peer " + module + " is not built", unbuilt);
        }
    }

    private static Client python(Path peers, String script) {
        return Client.ofCommand(
                REQUESTS, "python3", peers.resolve("python").resolve(script).toString());
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ended);
        }
    }
}
