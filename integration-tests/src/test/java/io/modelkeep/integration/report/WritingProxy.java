package io.modelkeep.integration.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A proxy that lets nothing through and writes down what it was asked for. */
final class WritingProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    WritingProxy() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::accept, "writing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** The first lines of all requests, the browser's own among them. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(1_000);
                String line = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))
                        .readLine();
                asked.add(String.valueOf(line));
            } catch (IOException ended) {
                asked.add("nothing that can be read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
