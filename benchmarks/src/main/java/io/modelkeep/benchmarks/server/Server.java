package io.modelkeep.benchmarks.server;

import java.io.IOException;

/**
 * The server as a process: prints its port, and answers until its standard input ends.
 *
 * <p>Blocking sockets and a thread for each connection: with as few connections as here that is the least work a request.
 */
public final class Server {

    private Server() {}

    /**
     * Serves.
     *
     * @param arguments those of {@link InProcessServer#start}
     */
    public static void main(String... arguments) throws IOException {
        try (InProcessServer server = InProcessServer.start(arguments)) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                // Nothing is said; the end is what counts.
            }
        }
    }
}
