package io.modelkeep.integration.foreign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server of HTTP/1.1 on bare sockets: it answers what a function says, closes without an answer, or answers twice. */
final class ForeignServer implements AutoCloseable {

    /** A request, as it arrived. */
    record Request(String method, String path, Map<String, String> query, String body) {}

    /**
     * What is sent back.
     *
     * @param status 0 to close the connection without an answer
     * @param times how often the same bytes are sent
     */
    record Reply(int status, String body, int times) {

        static Reply of(int status, String body) {
            return new Reply(status, body, 1);
        }

        static Reply none() {
            return new Reply(0, "", 0);
        }

        Reply twice() {
            return new Reply(status, body, 2);
        }
    }

    private final Function<Request, Reply> answers;
    private final ServerSocket listening;
    private final AtomicInteger requests = new AtomicInteger();

    ForeignServer(Function<Request, Reply> answers) {
        this.answers = answers;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "foreign-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (Socket connection = socket) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                Optional<Request> request = read(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.incrementAndGet();
                Reply reply = answers.apply(request.get());
                if (reply.status() == 0) {
                    return;
                }
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 " + reply.status()
                        + " Said\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
                for (int i = 0; i < reply.times(); i++) {
                    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                    out.write(body);
                }
                out.flush();
            }
        } catch (IOException gone) {
            // The client went away.
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n", -1);
        int length = 0;
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = lines[0].split(" ", -1);
        String[] target = words[1].split("\\?", 2);
        Map<String, String> query = new ConcurrentHashMap<>();
        for (String pair : target.length > 1 ? target[1].split("&", -1) : new String[0]) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return Optional.of(new Request(words[0], target[0], query, body));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
