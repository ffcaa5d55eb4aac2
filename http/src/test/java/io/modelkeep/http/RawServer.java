package io.modelkeep.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers with bytes that no proper one sends; reads each request's head first. */
public final class RawServer implements AutoCloseable {

    /** Writes an answer. */
    @FunctionalInterface
    public interface Script {
        void answer(String head, OutputStream out) throws IOException;
    }

    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket listening;

    public RawServer(Script script) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(() -> accept(script), "raw-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept(Script script) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                String head = head(new BufferedInputStream(socket.getInputStream()));
                requests.incrementAndGet();
                script.answer(head, socket.getOutputStream());
                socket.getOutputStream().flush();
            } catch (IOException gone) {
                // The client went away, as some tests want it to, or the server was closed.
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
            next = in.read();
        }
        return head.toString();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public URI url() {
        return URI.create("http://localhost:" + listening.getLocalPort() + "/v1");
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
