package io.modelkeep.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** The server on a free port of this machine, on daemon threads of this process, until it is closed. */
public final class InProcessServer implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final ServerSocket socket;
    private final Options options;
    private final List<Shape> shapes;

    private InProcessServer(ServerSocket socket, Options options) {
        this.socket = socket;
        this.options = options;
        this.shapes = shapes(options);
    }

    private static List<Shape> shapes(Options options) {
        return List.of(
                new CheckpointListBodies(options),
                new CheckpointDeletions(),
                new TuningPages(options),
                new ModelDeletions(),
                new VersionPages(options),
                new TrainingJobPages(options),
                new WeaveVersions(),
                new LoopsCheckpoints());
    }

    /**
     * Starts one.
     *
     * @param arguments {@code key=value}: {@code latencyMillis}, {@code count}, {@code pageSize}
     */
    public static InProcessServer start(String... arguments) {
        try {
            InProcessServer server = new InProcessServer(
                    new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), Options.of(arguments));
            daemon("accept", server::accept);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the server's origin, without a slash at the end. */
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                daemon("connection", new Connection(accepted, options.latency(), shapes));
            }
        } catch (IOException closed) {
            // Nothing more comes.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
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
