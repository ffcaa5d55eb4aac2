package io.modelkeep.integration.bounded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Answers every request with JSON made from it, fast enough for tens of thousands; the request is one text, head and body. */
final class EndlessServer implements AutoCloseable {

    private final UnaryOperator<String> answer;
    private final ServerSocket socket;
    private final AtomicInteger requests = new AtomicInteger();

    EndlessServer(UnaryOperator<String> answer) {
        this.answer = answer;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "endless-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** How many requests it answered. */
    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (String request = read(in); !request.isEmpty(); request = read(in)) {
                requests.incrementAndGet();
                byte[] body = answer.apply(request).getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n";
                byte[] start = head.getBytes(StandardCharsets.US_ASCII);
                byte[] all = new byte[start.length + body.length];
                System.arraycopy(start, 0, all, 0, start.length);
                System.arraycopy(body, 0, all, start.length, body.length);
                out.write(all);
            }
        } catch (IOException gone) {
            // So is the client.
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        String text = head.toString();
        String field = "content-length:";
        int at = text.toLowerCase(Locale.ROOT).indexOf(field);
        if (at < 0) {
            return text;
        }
        int length = Integer.parseInt(
                text.substring(at + field.length(), text.indexOf("\r\n", at)).strip());
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
