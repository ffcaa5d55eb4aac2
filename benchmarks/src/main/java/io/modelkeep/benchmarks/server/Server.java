package io.modelkeep.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * The server as a process: prints its port, and answers until its standard input ends.
 *
 * <p>Blocking sockets and a thread for each connection: with as few connections as here that is the least work a request.
 */
public final class Server {

    private static final int BACKLOG = 256;

    private Server() {}

    /**
     * Serves.
     *
     * @param arguments those of {@link Options}
     */
    public static void main(String... arguments) throws IOException {
        Options options = Options.of(arguments);
        List<Shape> shapes = shapes(options);
        try (ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            start("accept", () -> accept(socket, options, shapes));
            System.out.println(socket.getLocalPort());
            while (System.in.read() >= 0) {
                // Nothing is said; the end is what counts.
            }
        }
    }

    private static List<Shape> shapes(Options options) {
        return List.of(new CheckpointPages(options), new CheckpointDeletions());
    }

    private static void accept(ServerSocket server, Options options, List<Shape> shapes) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start("connection", new Connection(socket, options.latency(), shapes));
            }
        } catch (IOException closed) {
            // The process ends.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
