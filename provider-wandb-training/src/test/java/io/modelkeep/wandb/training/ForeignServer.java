package io.modelkeep.wandb.training;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.fixture.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on sockets that says whatever a test wants, and shares no code with the simulator. */
public final class ForeignServer implements AutoCloseable {

    /** One request, and the number of the connection that it came on. */
    public record Received(String method, String target, boolean closes, String body, int connection) {

        public boolean isDeletion() {
            return method.equals("DELETE");
        }
    }

    /** One answer, sent several times in a row where the server is that broken. */
    public record Said(int status, String body, int copies) {

        public static Said of(int status, String body) {
            return new Said(status, body, 1);
        }

        /** A closed connection. */
        public static Said nothing() {
            return new Said(0, "", 0);
        }
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<Received, Said> service;
    private final List<Received> requests = new CopyOnWriteArrayList<>();

    public ForeignServer(Function<Received, Said> service) throws IOException {
        this.service = service;
        threads.execute(this::accept);
    }

    /** Stores on this server, whose waits take no time. */
    public ModelkeepClient stores(Map<String, String> settings) {
        return ModelkeepClient.open(StoreConfig.builder()
                .set("provider", "wandb-training")
                .set("wandb-training.base-url", "http://127.0.0.1:" + socket.getLocalPort())
                .set("wandb-training.api-key", "any-key-will-do")
                .set("wandb-training.entity", "our-team")
                .set("wandb-training.project", "p")
                .settings(settings)
                .timeSource(new ManualTime())
                .build());
    }

    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** Each request as method and path, without the model's. */
    List<String> order() {
        return requests.stream()
                .map(request -> request.method() + " " + request.target().replaceAll("^/v1/preview/models/?[^/]*", ""))
                .toList();
    }

    private void accept() {
        try {
            for (int number = 1; !socket.isClosed(); number++) {
                Socket connection = socket.accept();
                int numbered = number;
                threads.execute(() -> serve(connection, numbered));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            InputStream in = connection.getInputStream();
            String line = line(in);
            while (!line.isEmpty()) {
                Received request = read(line, in, number);
                requests.add(request);
                Said said = service.apply(request);
                for (int i = 0; i < said.copies(); i++) {
                    connection.getOutputStream().write(bytes(said));
                }
                if (said.copies() == 0 || request.closes()) {
                    return;
                }
                line = line(in);
            }
        } catch (IOException gone) {
            // The client sees it, too.
        }
    }

    private static byte[] bytes(Said said) {
        byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + said.status() + " Said\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static Received read(String first, InputStream in, int number) throws IOException {
        int length = 0;
        boolean closes = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            closes |= header.equals("connection: close");
        }
        String[] parts = first.split(" ", 3);
        return new Received(
                parts[0], parts[1], closes, new String(in.readNBytes(length), StandardCharsets.UTF_8), number);
    }

    /** One line without its end; empty at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
